namespace Modelwright.ModelServer.Inspection;

/// <summary>
/// Reads the wire format of protocol buffers without building messages (protobuf.dev, "Encoding"). Every length is checked against what is
/// there; anything irregular is a <see cref="ModelRefusedException"/>.
/// </summary>
internal ref struct ProtoReader
{
    private readonly ReadOnlySpan<byte> bytes;
    private int position;

    public ProtoReader(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>The number of the field whose value comes next.</summary>
    public int Field { get; private set; }

    /// <summary>How that value is written.</summary>
    public ProtoWireType WireType { get; private set; }

    /// <summary>Goes to the next field; false at the end of the message.</summary>
    public bool Next()
    {
        if (position == bytes.Length) return false;
        var tag = Varint();
        Field = tag >> 3 is > 0 and < 1 << 29 and var field ? (int)field : throw Malformed("a field number out of range");
        WireType = (ProtoWireType)(tag & 7);
        return true;
    }

    /// <summary>Reads an integer.</summary>
    public long Integer() => WireType == ProtoWireType.Varint ? (long)Varint() : throw Unexpected();

    /// <summary>Reads a string, bytes or message; what it contains has not been looked at.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        if (WireType != ProtoWireType.Bytes) throw Unexpected();
        var length = Varint();
        if (length > (ulong)(bytes.Length - position)) throw Malformed("a length beyond the end; the file is cut off or corrupt");
        var value = bytes.Slice(position, (int)length);
        position += (int)length;
        return value;
    }

    /// <summary>Passes over a value.</summary>
    public void Skip()
    {
        switch (WireType)
        {
            case ProtoWireType.Varint: Varint(); break;
            case ProtoWireType.Bytes: Bytes(); break;
            case ProtoWireType.Fixed32: Fixed(4); break;
            case ProtoWireType.Fixed64: Fixed(8); break;
            default: throw Malformed($"wire type {(int)WireType}, which ONNX does not use");
        }
    }

    /// <summary>
    /// Reads a repeated integer, packed or not, and returns how many there are; the first ones go to <paramref name="values"/>.
    /// </summary>
    public int Integers(scoped Span<long> values)
    {
        if (WireType != ProtoWireType.Bytes)
        {
            var value = Integer();
            if (values.Length > 0) values[0] = value;
            return 1;
        }

        var packed = new ProtoReader(Bytes());
        var count = 0;
        while (packed.position < packed.bytes.Length)
        {
            var value = (long)packed.Varint();
            if (count < values.Length) values[count] = value;
            count++;
        }

        return count;
    }

    /// <summary>Passes over a repeated number of fixed size, packed or not, and returns how many there are.</summary>
    public int CountFixed(int size)
    {
        if (WireType == (size == 4 ? ProtoWireType.Fixed32 : ProtoWireType.Fixed64))
        {
            Fixed(size);
            return 1;
        }

        var length = Bytes().Length;
        return length % size == 0 ? length / size : throw Malformed("a packed list that ends within a number");
    }

    private void Fixed(int size)
    {
        if (bytes.Length - position < size) throw Malformed("a number beyond the end; the file is cut off or corrupt");
        position += size;
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (position == bytes.Length) throw Malformed("an integer beyond the end; the file is cut off or corrupt");
            var part = bytes[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw Malformed("an integer of more than ten bytes");
    }

    private readonly ModelRefusedException Unexpected() => Malformed($"field {Field} with wire type {(int)WireType}, which is not its own");

    private static ModelRefusedException Malformed(string what) =>
        new(ModelRefusal.Malformed, $"not a well-formed ONNX file: {what}");
}
