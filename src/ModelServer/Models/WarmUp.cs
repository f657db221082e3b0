using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Models;

/// <summary>
/// The outcome of running a model on made-up inputs, so that the first real request does not pay for what happens on first use.
/// </summary>
/// <param name="Size">The size of variable dimensions that it ran with; null when it ran with none or was not run.</param>
/// <param name="RunTime">How long the last run took.</param>
/// <param name="Problem">Why it did not run. Says little about real inputs, so the model is served all the same.</param>
internal sealed record WarmUp(int? Size, TimeSpan RunTime, string? Problem)
{
    /// <summary>More than this is not made up.</summary>
    private const long MaxElements = 1 << 26;

    // Variable dimensions have no size of their own. One row of one suits tables; images need room for their windows.
    private static readonly int[] Sizes = [1, 8, 32, 64, 224];

    /// <summary>
    /// Runs the model so many times on zeros; throws <see cref="ModelLoadException"/> when a run takes longer than any may.
    /// </summary>
    public static WarmUp Run(ModelRunner runner, ModelSignature signature, TensorPool pool, int runs, TimeProvider clock)
    {
        var time = TimeSpan.Zero;
        if (runs == 0) return new WarmUp(null, time, null);
        string? problem = null;
        foreach (var size in Sizes)
        {
            problem = TryRun(runner, signature, pool, runs, size, clock, ref time);
            if (problem is null) return new WarmUp(size, time, null);
            if (!signature.Inputs.Any(input => input.PublishedShape[Math.Min(1, input.PublishedShape.Length)..].Contains(-1))) break;
        }

        return new WarmUp(null, time, problem);
    }

    private static string? TryRun(
        ModelRunner runner, ModelSignature signature, TensorPool pool, int runs, int size, TimeProvider clock, ref TimeSpan time)
    {
        if (signature.Inputs.Any(input => Elements(input, size) > MaxElements)) return "a made-up input would be too large";
        var inputs = new List<Tensor>();
        try
        {
            foreach (var input in signature.Inputs) inputs.Add(SyntheticInput.Zeros(input, size, pool));
            for (var i = 0; i < runs; i++)
            {
                var started = clock.GetTimestamp();
                runner.Run(inputs.ToArray(), [CancellationToken.None]).Release();
                time = clock.GetElapsedTime(started);
            }

            return null;
        }
        catch (OnnxRuntimeException e)
        {
            return e.Message;
        }
        catch (RunTimeoutException e)
        {
            // Unlike an error, this says something about real inputs too: each would hold a run for as long.
            throw new ModelLoadException(
                $"in warm-up, on made-up input, {e.Message}; give it more time, or serve without warm-up "
                + "(MODELWRIGHT_WARMUP_REQUESTS=0)", e);
        }
        finally
        {
            foreach (var tensor in inputs) pool.Return(tensor);
        }
    }

    private static double Elements(TensorSignature input, int size)
    {
        var count = 1.0;
        foreach (var dimension in input.PublishedShape) count *= dimension < 0 ? size : dimension;
        return count;
    }
}
