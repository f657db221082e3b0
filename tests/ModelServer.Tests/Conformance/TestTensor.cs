using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Modelwright.ModelServer.Inspection;

namespace Modelwright.ModelServer.Tests.Conformance;

/// <summary>A TensorProto read for a test: its bytes as ONNX Runtime takes them, or its strings.</summary>
internal sealed record TestTensor(TensorElementType Type, long[] Shape, byte[] Bytes, byte[][] Strings)
{
    /// <summary>Parses a TensorProto, whichever of its fields has the data.</summary>
    public static TestTensor Parse(ReadOnlySpan<byte> message)
    {
        var type = 0;
        List<long> shape = [];
        List<byte[]> strings = [];
        using var bytes = new MemoryStream();
        List<ulong> integers = [];
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Tensor.Dims: AddIntegers(ref reader, shape); break;
                case OnnxFields.Tensor.DataType: type = (int)reader.Integer(); break;
                case OnnxFields.Tensor.RawData: bytes.Write(reader.Bytes()); break;
                case OnnxFields.Tensor.FloatData or OnnxFields.Tensor.DoubleData when reader.WireType == ProtoWireType.Bytes:
                    bytes.Write(reader.Bytes());
                    break;
                case OnnxFields.Tensor.Int32Data or OnnxFields.Tensor.Int64Data or OnnxFields.Tensor.UInt64Data:
                    List<long> values = [];
                    AddIntegers(ref reader, values);
                    foreach (var value in values) integers.Add((ulong)value);
                    break;
                case OnnxFields.Tensor.StringData: strings.Add(reader.Bytes().ToArray()); break;
                default: reader.Skip(); break;
            }
        }

        var size = ElementTypes.Bits(type) / 8;
        Span<byte> element = stackalloc byte[8];
        foreach (var integer in integers)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(element, integer);
            bytes.Write(element[..size]);
        }

        return new TestTensor((TensorElementType)type, [.. shape], bytes.ToArray(), [.. strings]);
    }

    /// <summary>A value that ONNX Runtime owns, made without any of the server's code.</summary>
    public OrtValue ToOrtValue()
    {
        if (Type == TensorElementType.String)
        {
            var text = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, Shape);
            for (var i = 0; i < Strings.Length; i++) text.StringTensorSetElementAt(Strings[i].AsSpan(), i);
            return text;
        }

        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, Type, Shape);
        if (Bytes.Length > 0) Bytes.CopyTo(value.GetTensorMutableRawData());
        return value;
    }

    /// <summary>The elements seen as numbers of a type.</summary>
    public ReadOnlySpan<T> As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes);

    private static void AddIntegers(ref ProtoReader reader, List<long> values)
    {
        var buffer = new long[Math.Max(1, 1 << 20)];
        var count = reader.Integers(buffer);
        values.AddRange(buffer.AsSpan(0, count));
    }
}
