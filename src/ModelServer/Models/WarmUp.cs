using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Models;

/// <summary>Runs a model on made-up inputs, so that the first real request does not pay for memory and code that come on first use.</summary>
internal static class WarmUp
{
    // Variable dimensions have no size of their own. One row of one suits tables; images need room for their windows.
    private static readonly int[] Sizes = [1, 8, 32, 64, 224];

    /// <summary>Runs the model; returns null, or why it runs on none of the inputs tried, which says little about real ones.</summary>
    public static string? Run(ModelRunner runner, ModelSignature signature, TensorPool pool, int runs)
    {
        if (runs == 0) return null;
        string? problem = null;
        foreach (var size in Sizes)
        {
            problem = TryRun(runner, signature, pool, runs, size);
            if (problem is null || signature.Inputs.All(input => !input.Shape.AsSpan(Math.Min(1, input.Shape.Length)).Contains(-1))) break;
        }

        return problem;
    }

    private static string? TryRun(ModelRunner runner, ModelSignature signature, TensorPool pool, int runs, int size)
    {
        var inputs = new List<Tensor>();
        try
        {
            foreach (var input in signature.Inputs) inputs.Add(SyntheticInput.Zeros(input, size, pool));
            for (var i = 0; i < runs; i++) runner.Run(inputs.ToArray(), holders: 1).Release();
            return null;
        }
        catch (OnnxRuntimeException e)
        {
            return e.Message;
        }
        finally
        {
            foreach (var tensor in inputs) pool.Return(tensor);
        }
    }
}
