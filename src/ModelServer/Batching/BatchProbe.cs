using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Batching;

/// <summary>
/// Runs made-up requests alone and joined and compares every bit of the answers. A kernel may add up the same products in another order for
/// one row than for many; then joining would make an answer depend on who else is asking, so the model is served without.
/// </summary>
internal sealed class BatchProbe(ModelRunner runner, ModelSignature signature, TensorPool pool, TimeProvider clock)
{
    private static readonly TimeSpan Enough = TimeSpan.FromMilliseconds(500);

    /// <summary>Null when joined answers are the same; otherwise what differs.</summary>
    /// <param name="size">The size of variable dimensions other than rows, one that the model is known to run with.</param>
    /// <param name="maxRows">The most rows that will be joined.</param>
    public string? WhyNotJoined(int size, int maxRows)
    {
        var started = clock.GetTimestamp();
        // From small to large: an expensive model is tried with a few rows only.
        foreach (var rows in new[] { 2, 3, 5, 8, 13, 32, maxRows }.Where(rows => rows <= maxRows).Distinct())
        {
            if (Compare(rows, size) is { } problem) return problem;
            if (clock.GetElapsedTime(started) > Enough) break;
        }

        return null;
    }

    private string? Compare(int rows, int size)
    {
        var random = new Random(rows);
        var requests = new List<PendingRun>();
        try
        {
            for (var left = rows; left > 0;)
            {
                var take = Math.Min(left, 1 + (requests.Count % 3));
                Tensor[] inputs = [.. signature.Inputs.Select(input => SyntheticInput.Random(input, take, size, random, pool))];
                requests.Add(new PendingRun(inputs, take, 0, default));
                left -= take;
            }

            return Compare(requests, rows);
        }
        catch (Exception e) when (e is OnnxRuntimeException or RunTimeoutException)
        {
            return $"a run on made-up rows failed: {e.Message}";
        }
        finally
        {
            foreach (var tensor in requests.SelectMany(request => request.Inputs)) pool.Return(tensor);
        }
    }

    private string? Compare(List<PendingRun> requests, int rows)
    {
        var joinedInputs = Batch.Join(requests, rows, signature, pool);
        var joined = runner.Run(joinedInputs, [CancellationToken.None]);
        foreach (var tensor in joinedInputs) pool.Return(tensor);
        try
        {
            if (!joined.HaveRows(rows)) return $"{rows} rows in did not give {rows} rows out";
            var first = 0;
            foreach (var request in requests)
            {
                var alone = runner.Run(request.Inputs, [CancellationToken.None]);
                try
                {
                    for (var i = 0; i < signature.Outputs.Count; i++)
                        if (!SameBits(alone, joined, i, first))
                            return $"output '{signature.Outputs[i].Name}' of {request.Rows} rows differs once they are joined to {rows}";
                }
                finally
                {
                    alone.Release();
                }

                first += request.Rows;
            }

            return null;
        }
        finally
        {
            joined.Release();
        }
    }

    private bool SameBits(RunOutputs alone, RunOutputs joined, int output, int firstRow)
    {
        var shape = alone.Shape(output);
        if (!shape[1..].SequenceEqual(joined.Shape(output)[1..])) return false;
        var elements = (int)TensorShape.ElementCount(shape);
        var perRow = shape[0] == 0 ? 0 : elements / (int)shape[0];
        if (signature.Outputs[output].Datatype != Datatype.Bytes)
        {
            var size = signature.Outputs[output].Datatype.Size();
            return alone.Bytes(output).SequenceEqual(joined.Bytes(output).Slice(firstRow * perRow * size, elements * size));
        }

        for (var i = 0; i < elements; i++)
            if (!alone.Text(output, i).SequenceEqual(joined.Text(output, (firstRow * perRow) + i))) return false;
        return true;
    }
}
