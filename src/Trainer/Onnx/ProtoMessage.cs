using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Modelwright.Trainer.Onnx;

/// <summary>
/// A protocol buffers message written field by field, in the caller's order, so equal models are equal bytes. Encoding: the
/// "Encoding" page of protobuf.dev; field numbers used by callers: onnx.proto3 (ONNX 1.14, IR version 9).
/// </summary>
public sealed class ProtoMessage
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private const int Fixed32 = 5;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The message so far, encoded.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>A varint field (int32, int64, enum).</summary>
    public ProtoMessage Int(int field, long value)
    {
        Tag(field, Varint);
        WriteVarint(_bytes, (ulong)value);
        return this;
    }

    /// <summary>A float field.</summary>
    public ProtoMessage Float(int field, float value)
    {
        Tag(field, Fixed32);
        WriteFloat(_bytes, value);
        return this;
    }

    /// <summary>A string field, or a bytes field holding UTF-8 text.</summary>
    public ProtoMessage Text(int field, string value) => Delimited(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A nested message.</summary>
    public ProtoMessage Message(int field, ProtoMessage value) => Delimited(field, value.Bytes);

    /// <summary>A repeated string or bytes field.</summary>
    public ProtoMessage Texts(int field, IEnumerable<string> values)
    {
        foreach (var value in values) Text(field, value);
        return this;
    }

    /// <summary>A repeated varint field, packed.</summary>
    public ProtoMessage Ints(int field, IEnumerable<long> values)
    {
        var packed = new ArrayBufferWriter<byte>();
        foreach (var value in values) WriteVarint(packed, (ulong)value);
        return Delimited(field, packed.WrittenSpan);
    }

    /// <summary>A repeated float field, packed.</summary>
    public ProtoMessage Floats(int field, IEnumerable<float> values)
    {
        var packed = new ArrayBufferWriter<byte>();
        foreach (var value in values) WriteFloat(packed, value);
        return Delimited(field, packed.WrittenSpan);
    }

    private ProtoMessage Delimited(int field, ReadOnlySpan<byte> content)
    {
        Tag(field, LengthDelimited);
        WriteVarint(_bytes, (ulong)content.Length);
        _bytes.Write(content);
        return this;
    }

    private void Tag(int field, int wireType) => WriteVarint(_bytes, ((ulong)field << 3) | (uint)wireType);

    private static void WriteVarint(ArrayBufferWriter<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Write([(byte)(value | 0x80)]);
        bytes.Write([(byte)value]);
    }

    private static void WriteFloat(ArrayBufferWriter<byte> bytes, float value)
    {
        BinaryPrimitives.WriteSingleLittleEndian(bytes.GetSpan(sizeof(float)), value);
        bytes.Advance(sizeof(float));
    }
}
