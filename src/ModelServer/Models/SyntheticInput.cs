using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Models;

/// <summary>Made-up inputs.</summary>
internal static class SyntheticInput
{
    /// <summary>Zeros (or empty strings): one row, the other variable dimensions of the given size.</summary>
    public static Tensor Zeros(TensorSignature input, int size, TensorPool pool)
    {
        var tensor = Rent(input, 1, size, pool);
        if (input.Datatype != Datatype.Bytes) tensor.Bytes.Clear();
        return tensor;
    }

    /// <summary>
    /// Random values that models usually take: reals around zero, integers 0 and 1 (which any table can look up), short strings.
    /// </summary>
    public static Tensor Random(TensorSignature input, int rows, int size, Random random, TensorPool pool)
    {
        var tensor = Rent(input, rows, size, pool);
        switch (input.Datatype)
        {
            case Datatype.Float32:
                foreach (ref var value in tensor.Elements<float>()) value = (random.NextSingle() * 4) - 2;
                break;
            case Datatype.Float64:
                foreach (ref var value in tensor.Elements<double>()) value = (random.NextDouble() * 4) - 2;
                break;
            case Datatype.Float16 or Datatype.BFloat16:
                // Halves of normal size, of either sign.
                foreach (ref var value in tensor.Elements<ushort>())
                    value = (ushort)((random.Next(2) << 15) | (0x3C00 + random.Next(0x400)));
                break;
            case Datatype.Bytes:
                for (var i = 0; i < tensor.Count; i++) tensor.Value.StringTensorSetElementAt("abc".AsSpan(0, random.Next(4)), i);
                break;
            default:
                tensor.Bytes.Clear();
                var step = input.Datatype.Size();
                for (var i = 0; i < tensor.Count; i++) tensor.Bytes[i * step] = (byte)random.Next(2);
                break;
        }

        return tensor;
    }

    private static Tensor Rent(TensorSignature input, int rows, int size, TensorPool pool)
    {
        var shape = input.PublishedShape.ToArray();
        for (var i = 0; i < shape.Length; i++)
            if (shape[i] < 0) shape[i] = i == 0 ? rows : size;
        return pool.Rent(input.Datatype, shape, checked((int)TensorShape.ElementCount(shape)));
    }
}
