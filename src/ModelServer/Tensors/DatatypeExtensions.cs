using Microsoft.ML.OnnxRuntime.Tensors;

namespace Modelwright.ModelServer.Tensors;

/// <summary>Names, sizes and ONNX Runtime's counterparts of the datatypes.</summary>
internal static class DatatypeExtensions
{
    private static readonly (string Name, TensorElementType Element, int Size)[] Table =
    [
        ("BOOL", TensorElementType.Bool, 1),
        ("UINT8", TensorElementType.UInt8, 1),
        ("UINT16", TensorElementType.UInt16, 2),
        ("UINT32", TensorElementType.UInt32, 4),
        ("UINT64", TensorElementType.UInt64, 8),
        ("INT8", TensorElementType.Int8, 1),
        ("INT16", TensorElementType.Int16, 2),
        ("INT32", TensorElementType.Int32, 4),
        ("INT64", TensorElementType.Int64, 8),
        ("FP16", TensorElementType.Float16, 2),
        ("BF16", TensorElementType.BFloat16, 2),
        ("FP32", TensorElementType.Float, 4),
        ("FP64", TensorElementType.Double, 8),
        ("BYTES", TensorElementType.String, 0),
    ];

    /// <summary>The protocol's name, for example <c>FP32</c>.</summary>
    public static string Name(this Datatype datatype) => Table[(int)datatype].Name;

    /// <summary>ONNX Runtime's element type.</summary>
    public static TensorElementType Element(this Datatype datatype) => Table[(int)datatype].Element;

    /// <summary>Bytes of one element; 0 for BYTES, whose elements have no fixed size.</summary>
    public static int Size(this Datatype datatype) => Table[(int)datatype].Size;

    /// <summary>Whether JSON has a form for it: FP16 and BF16 travel only as binary tensor data.</summary>
    public static bool HasJsonForm(this Datatype datatype) => datatype is not (Datatype.Float16 or Datatype.BFloat16);

    /// <summary>
    /// The datatype of an ONNX Runtime element type, or null when the protocol has none (complex numbers, 8- and 4-bit floats).
    /// </summary>
    public static Datatype? From(TensorElementType element)
    {
        var index = Array.FindIndex(Table, row => row.Element == element);
        return index < 0 ? null : (Datatype)index;
    }

    /// <summary>The datatype of a protocol name, or null.</summary>
    public static Datatype? Parse(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Table.Length; i++)
            if (System.Text.Ascii.Equals(name, Table[i].Name)) return (Datatype)i;
        return null;
    }
}
