namespace Modelwright.LocalCluster.Protobuf;

/// <summary>Reads protobuf's wire format: tags, varints, fixed widths, length-prefixed bytes.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Reads the next tag; false at the end.</summary>
    /// <exception cref="FormatException">The bytes are no protobuf message.</exception>
    public bool TryReadTag(out int field, out WireType type)
    {
        field = 0;
        type = default;
        if (_rest.IsEmpty) return false;
        var tag = ReadVarint();
        if (tag >> 3 is 0 or > int.MaxValue) throw Broken();
        field = (int)(tag >> 3);
        type = (WireType)(tag & 7);
        return true;
    }

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_rest.IsEmpty) throw Broken();
            var next = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }

        throw Broken();
    }

    public ulong ReadFixed64() => System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();
        return length <= (ulong)_rest.Length ? Take((int)length) : throw Broken();
    }

    /// <summary>Passes over a field that is not wanted.</summary>
    public void Skip(WireType type)
    {
        switch (type)
        {
            case WireType.Varint:
                ReadVarint();
                break;
            case WireType.Fixed64:
                Take(8);
                break;
            case WireType.Bytes:
                ReadBytes();
                break;
            case WireType.Fixed32:
                Take(4);
                break;
            default:
                throw Broken();
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length) throw Broken();
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static FormatException Broken() => new("the bytes are no protobuf message");
}
