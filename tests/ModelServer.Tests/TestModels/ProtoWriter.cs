using System.Buffers.Binary;
using System.Text;

namespace Modelwright.ModelServer.Tests.TestModels;

/// <summary>Writes protocol buffers, also wrong ones.</summary>
internal sealed class ProtoWriter
{
    private readonly MemoryStream stream = new();

    public ProtoWriter Integer(int field, long value)
    {
        Varint(((ulong)field << 3) | 0);
        Varint((ulong)value);
        return this;
    }

    public ProtoWriter Single(int field, float value)
    {
        Varint(((ulong)field << 3) | 5);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return Raw(bytes);
    }

    public ProtoWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        return Raw(value);
    }

    public ProtoWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoWriter Texts(int field, IEnumerable<string> values)
    {
        foreach (var value in values) Text(field, value);
        return this;
    }

    public ProtoWriter Messages(int field, IEnumerable<byte[]> values)
    {
        foreach (var value in values) Bytes(field, value);
        return this;
    }

    public ProtoWriter Integers(int field, IEnumerable<long> values)
    {
        foreach (var value in values) Integer(field, value);
        return this;
    }

    public ProtoWriter Raw(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        return this;
    }

    public ProtoWriter Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
        return this;
    }

    public byte[] ToArray() => stream.ToArray();
}
