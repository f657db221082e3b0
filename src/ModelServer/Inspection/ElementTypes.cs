namespace Modelwright.ModelServer.Inspection;

/// <summary>ONNX's element types (TensorProto.DataType of onnx.proto).</summary>
internal static class ElementTypes
{
    public const int Undefined = 0;
    public const int Float = 1;
    public const int Int64 = 7;
    public const int String = 8;
    public const int Double = 11;
    public const int UInt32 = 12;
    public const int UInt64 = 13;
    public const int Complex64 = 14;
    public const int Complex128 = 15;

    private static readonly (string Name, int Bits)[] Table =
    [
        ("UNDEFINED", 0), ("FLOAT", 32), ("UINT8", 8), ("INT8", 8), ("UINT16", 16), ("INT16", 16), ("INT32", 32), ("INT64", 64),
        ("STRING", 0),
        ("BOOL", 8), ("FLOAT16", 16), ("DOUBLE", 64), ("UINT32", 32), ("UINT64", 64), ("COMPLEX64", 64), ("COMPLEX128", 128),
            ("BFLOAT16", 16),
        ("FLOAT8E4M3FN", 8), ("FLOAT8E4M3FNUZ", 8), ("FLOAT8E5M2", 8), ("FLOAT8E5M2FNUZ", 8), ("UINT4", 4), ("INT4", 4), ("FLOAT4E2M1", 4),
        ("FLOAT8E8M0", 8), ("UINT2", 2), ("INT2", 2),
    ];

    /// <summary>Whether the number stands for a type.</summary>
    public static bool IsKnown(long type) => type > Undefined && type < Table.Length;

    /// <summary>The name in onnx.proto.</summary>
    public static string Name(long type) => type >= 0 && type < Table.Length ? Table[type].Name : $"number {type}";

    /// <summary>Bits of one element; 0 for strings.</summary>
    public static int Bits(long type) => Table[type].Bits;

    /// <summary>
    /// Whether the Open Inference Protocol has a datatype for it: no complex numbers, nothing of 8 bits or fewer but integers and BOOL.
    /// </summary>
    public static bool IsServable(long type) => type is > Undefined and < Complex64 or 16;
}
