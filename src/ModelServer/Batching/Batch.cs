using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Batching;

/// <summary>Joins requests along the first dimension of their inputs.</summary>
internal static class Batch
{
    /// <summary>The rows of a request that may be joined with others, or 0: inputs that do not agree on their rows, or none.</summary>
    public static int Rows(ReadOnlySpan<Tensor> inputs)
    {
        var rows = inputs.IsEmpty || inputs[0].Shape.Length == 0 ? 0 : inputs[0].Shape[0];
        foreach (var input in inputs)
            if (input.Shape.Length == 0 || input.Shape[0] != rows) return 0;
        return (int)rows;
    }

    /// <summary>Whether two requests differ in nothing but their rows.</summary>
    public static bool AreCompatible(ReadOnlySpan<Tensor> left, ReadOnlySpan<Tensor> right)
    {
        for (var i = 0; i < left.Length; i++)
            if (!left[i].Shape.AsSpan(1).SequenceEqual(right[i].Shape.AsSpan(1))) return false;
        return true;
    }

    /// <summary>The inputs of all requests, one after the other; the caller gives the tensors back to the pool.</summary>
    public static Tensor[] Join(IReadOnlyList<PendingRun> requests, int rows, ModelSignature signature, TensorPool pool)
    {
        var joined = new Tensor[signature.Inputs.Count];
        for (var i = 0; i < joined.Length; i++)
        {
            long[] shape = [rows, .. requests[0].Inputs[i].Shape.AsSpan(1)];
            joined[i] = pool.Rent(signature.Inputs[i].Datatype, shape, checked((int)TensorShape.ElementCount(shape)));
            Copy(requests, i, joined[i]);
        }

        return joined;
    }

    private static void Copy(IReadOnlyList<PendingRun> requests, int input, Tensor target)
    {
        var offset = 0;
        foreach (var request in requests)
        {
            var source = request.Inputs[input];
            if (source.Datatype == Datatype.Bytes)
            {
                for (var i = 0; i < source.Count; i++)
                    target.Value.StringTensorSetElementAt(source.Value.GetStringElementAsSpan(i), offset + i);
                offset += source.Count;
            }
            else
            {
                source.Bytes.CopyTo(target.Bytes[offset..]);
                offset += source.Bytes.Length;
            }
        }
    }
}
