using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Tensors;

namespace Modelwright.ModelServer.Features;

/// <summary>
/// Counts what requests ask and what they get into the bins of the reference profile. Memory is bounded by the profile, whatever is asked.
/// </summary>
internal sealed class FeatureCounters
{
    private readonly CountedColumn[] columns;
    private readonly FeatureStripe[] stripes;
    private readonly int cells;
    private long copies;

    /// <param name="plan">The columns.</param>
    /// <param name="redacted">Names of columns whose values must not be shown.</param>
    /// <param name="stripes">Threads that may count at the same time without waiting.</param>
    public FeatureCounters(FeaturePlan plan, IReadOnlyCollection<string> redacted, int stripes)
    {
        columns = new CountedColumn[plan.Places.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = CountedColumn.Of(plan.Places[i], cells, redacted.Contains(plan.Places[i].Column.Name));
            cells += columns[i].Cells;
        }

        this.stripes = [.. Enumerable.Range(0, stripes).Select(_ => new FeatureStripe(columns, cells))];
    }

    /// <summary>Counts the rows of an answered request.</summary>
    /// <param name="inputs">Its inputs, in the model's order.</param>
    /// <param name="result">What the model gave.</param>
    /// <param name="isCopy">A router's copy: nobody waits for its answer.</param>
    public void Count(Tensor?[] inputs, InferResult result, bool isCopy)
    {
        if (isCopy)
        {
            Interlocked.Increment(ref copies);
            return;
        }

        var first = (int)((uint)Thread.GetCurrentProcessorId() % (uint)stripes.Length);
        for (var i = 0; i < stripes.Length; i++)
            if (stripes[(first + i) % stripes.Length].TryCount(inputs, result)) return;
        stripes[first].Count(inputs, result);
    }

    /// <summary>What was counted so far. Of each request all columns are in it or none.</summary>
    public FeatureTotals Totals()
    {
        var sum = new long[cells + 1];
        foreach (var stripe in stripes) stripe.AddTo(sum);
        return new FeatureTotals(sum[^1], Volatile.Read(ref copies), Of(isOutput: false), Of(isOutput: true));

        ColumnTotals[] Of(bool isOutput) =>
            [.. columns.Where(column => column.Place.IsOutput == isOutput)
                .Select(column => column.Totals(sum.AsSpan(column.FirstCell, column.Cells)))];
    }
}
