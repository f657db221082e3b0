using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;
using static Modelwright.ModelServer.Rest.RequestException;

namespace Modelwright.ModelServer.Rest;

/// <summary>Reads the <c>data</c> of an input into a tensor: row-major, flat or nested as the shape says.</summary>
internal static class TensorDataReader
{
    /// <summary>Reads the data at the cursor; the shape fits the signature already.</summary>
    public static Tensor Read(ref JsonCursor json, TensorSignature input, ReadOnlySpan<long> shape, TensorPool pool)
    {
        if (json.Peek() != '[' && !shape.IsEmpty) throw BadRequest($"input '{input.Name}': 'data' must be an array");
        var count = TensorShape.ElementCount(shape);
        // Each element takes a character and a separator at least, so a short body cannot make the server set aside a large tensor.
        if (count < 0 || count > (json.Remaining / 2) + 1)
            throw BadRequest($"input '{input.Name}': 'data' is too short for the shape {TensorShape.Text(shape)}");
        var tensor = pool.Rent(input.Datatype, shape, (int)count);
        try
        {
            var error = input.Datatype switch
            {
                Datatype.Bool => Fill<bool, BoolElement>(ref json, tensor),
                Datatype.UInt8 => Fill<byte, IntegerElement<byte>>(ref json, tensor),
                Datatype.UInt16 => Fill<ushort, IntegerElement<ushort>>(ref json, tensor),
                Datatype.UInt32 => Fill<uint, IntegerElement<uint>>(ref json, tensor),
                Datatype.UInt64 => Fill<ulong, IntegerElement<ulong>>(ref json, tensor),
                Datatype.Int8 => Fill<sbyte, IntegerElement<sbyte>>(ref json, tensor),
                Datatype.Int16 => Fill<short, IntegerElement<short>>(ref json, tensor),
                Datatype.Int32 => Fill<int, IntegerElement<int>>(ref json, tensor),
                Datatype.Int64 => Fill<long, IntegerElement<long>>(ref json, tensor),
                Datatype.Float32 => Fill<float, SingleElement>(ref json, tensor),
                Datatype.Float64 => Fill<double, DoubleElement>(ref json, tensor),
                Datatype.Bytes => StringArrayReader.Read(ref json, tensor),
                _ => throw new InvalidOperationException($"{input.Datatype} has no JSON form"),
            };
            return error is null ? tensor : throw BadRequest($"input '{input.Name}': {error} (byte {json.Position} of the body)");
        }
        catch
        {
            pool.Return(tensor);
            throw;
        }
    }

    private static string? Fill<T, TElement>(ref JsonCursor json, Tensor tensor)
        where T : unmanaged
        where TElement : struct, IJsonElement<T> => ArrayReader.Read<T, TElement>(ref json, tensor.Shape, tensor.Elements<T>());
}
