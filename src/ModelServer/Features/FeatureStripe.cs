using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Features;

/// <summary>One of several tallies of all columns, so that threads seldom meet at one.</summary>
internal sealed class FeatureStripe(IReadOnlyList<CountedColumn> columns, int cells)
{
    private readonly CountedColumn[] columns = [.. columns];
    private readonly Lock gate = new();

    // The last cell is the number of requests.
    private readonly long[] tally = new long[cells + 1];

    /// <summary>Counts a request; false, and nothing counted, when another thread is at it.</summary>
    public bool TryCount(Tensor?[] inputs, InferResult result)
    {
        if (!gate.TryEnter()) return false;
        try
        {
            CountAll(inputs, result);
            return true;
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>Counts a request, after another thread if need be.</summary>
    public void Count(Tensor?[] inputs, InferResult result)
    {
        lock (gate) CountAll(inputs, result);
    }

    /// <summary>Adds this stripe's tally to a sum of the same form.</summary>
    public void AddTo(long[] sum)
    {
        lock (gate)
            for (var i = 0; i < tally.Length; i++) sum[i] += tally[i];
    }

    private void CountAll(Tensor?[] inputs, InferResult result)
    {
        tally[^1]++;
        foreach (var column in columns)
            column.Count(column.Place.Values(inputs, result), tally.AsSpan(column.FirstCell, column.Cells));
    }
}
