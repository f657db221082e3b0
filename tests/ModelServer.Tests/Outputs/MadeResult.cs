using System.Runtime.InteropServices;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Tests.Outputs;

/// <summary>Results of runs that never were.</summary>
internal static class MadeResult
{
    /// <summary>A model with these outputs; shapes play no part here.</summary>
    public static ModelSignature Signature(params Datatype[] datatypes) =>
        new([], [.. datatypes.Select((datatype, i) => new TensorSignature($"y{i}", datatype, [], isRankKnown: false))]);

    /// <summary>An output tensor.</summary>
    public static Tensor Tensor<T>(TensorPool pool, Datatype datatype, long[] shape, params T[] values)
        where T : unmanaged
    {
        var tensor = pool.Rent(datatype, shape, (int)TensorShape.ElementCount(shape));
        MemoryMarshal.AsBytes(values.AsSpan()).CopyTo(tensor.Bytes);
        return tensor;
    }

    /// <summary>A run for one request alone.</summary>
    public static InferResult Alone(TensorPool pool, params Tensor[] outputs) => new(new RunOutputs(outputs, pool, 1), 0, -1);
}
