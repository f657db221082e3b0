using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Models;

/// <summary>Made-up inputs.</summary>
internal static class SyntheticInput
{
    /// <summary>Zeros (or empty strings): one row, the other variable dimensions of the given size.</summary>
    public static Tensor Zeros(TensorSignature input, int size, TensorPool pool)
    {
        var shape = Shape(input, rows: 1, size);
        var tensor = pool.Rent(input.Datatype, shape, checked((int)TensorShape.ElementCount(shape)));
        if (input.Datatype != Datatype.Bytes) tensor.Bytes.Clear();
        return tensor;
    }

    /// <summary>The input's shape with its variable dimensions filled in.</summary>
    public static long[] Shape(TensorSignature input, int rows, int size)
    {
        var shape = input.PublishedShape.ToArray();
        for (var i = 0; i < shape.Length; i++)
            if (shape[i] < 0) shape[i] = i == 0 ? rows : size;
        return shape;
    }
}
