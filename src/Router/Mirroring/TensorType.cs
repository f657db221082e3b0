using System.Buffers.Binary;

namespace Modelwright.Router.Mirroring;

/// <summary>
/// How the elements of the protocol's types are read from little-endian bytes without padding: the binary tensor data extension and gRPC's
/// raw contents.
/// </summary>
public static class TensorType
{
    /// <summary>Whether elements are real numbers.</summary>
    public static bool IsReal(string datatype) => datatype is "FP16" or "BF16" or "FP32" or "FP64";

    /// <summary>Whether elements are whole numbers.</summary>
    public static bool IsInteger(string datatype) =>
        datatype is "BOOL" or "INT8" or "INT16" or "INT32" or "INT64" or "UINT8" or "UINT16" or "UINT32" or "UINT64";

    /// <summary>The elements, or null when the bytes do not hold whole ones of a known type.</summary>
    public static TensorValues? Read(string datatype, ReadOnlyMemory<byte> bytes) => datatype switch
    {
        "FP16" => Reals(bytes.Span, 2, b => (double)BinaryPrimitives.ReadHalfLittleEndian(b)),
        "BF16" => Reals(bytes.Span, 2, b => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(b) << 16)),
        "FP32" => Reals(bytes.Span, 4, b => BinaryPrimitives.ReadSingleLittleEndian(b)),
        "FP64" => Reals(bytes.Span, 8, BinaryPrimitives.ReadDoubleLittleEndian),
        "BOOL" or "UINT8" => Integers(bytes.Span, 1, b => b[0]),
        "INT8" => Integers(bytes.Span, 1, b => (sbyte)b[0]),
        "INT16" => Integers(bytes.Span, 2, b => BinaryPrimitives.ReadInt16LittleEndian(b)),
        "UINT16" => Integers(bytes.Span, 2, b => BinaryPrimitives.ReadUInt16LittleEndian(b)),
        "INT32" => Integers(bytes.Span, 4, b => BinaryPrimitives.ReadInt32LittleEndian(b)),
        "UINT32" => Integers(bytes.Span, 4, b => BinaryPrimitives.ReadUInt32LittleEndian(b)),
        "INT64" or "UINT64" => Integers(bytes.Span, 8, BinaryPrimitives.ReadInt64LittleEndian),
        "BYTES" => Texts(bytes),
        _ => null,
    };

    private static TensorValues? Reals(ReadOnlySpan<byte> bytes, int size, Func<ReadOnlySpan<byte>, double> read) =>
        Each(bytes, size, read) is { } values ? new(values) : null;

    private static TensorValues? Integers(ReadOnlySpan<byte> bytes, int size, Func<ReadOnlySpan<byte>, long> read) =>
        Each(bytes, size, read) is { } values ? new(values) : null;

    private static T[]? Each<T>(ReadOnlySpan<byte> bytes, int size, Func<ReadOnlySpan<byte>, T> read)
    {
        if (bytes.Length % size != 0) return null;
        var values = new T[bytes.Length / size];
        for (var i = 0; i < values.Length; i++) values[i] = read(bytes.Slice(i * size, size));
        return values;
    }

    // Each element has its length before it, four bytes.
    private static TensorValues? Texts(ReadOnlyMemory<byte> bytes)
    {
        var texts = new List<ReadOnlyMemory<byte>>();
        while (bytes.Length > 0)
        {
            if (bytes.Length < 4) return null;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span);
            bytes = bytes[4..];
            if (length > bytes.Length) return null;
            texts.Add(bytes[..(int)length]);
            bytes = bytes[(int)length..];
        }

        return new([.. texts]);
    }
}
