namespace Modelwright.Statistics.Profiles;

/// <summary>Edges of bins that hold about the same mass of a sample each.</summary>
public static class QuantileBins
{
    /// <summary>
    /// Edges for sorted finite values: the inner quantiles i/bins of type 7 without repeats, plus the edges that leave each value of more
    /// than 1/bins of the sample alone in its bin (the smallest one shares it with whatever is smaller). A constant has a bin, and one on
    /// either side.
    /// </summary>
    public static double[] Edges(ReadOnlySpan<double> sorted, int bins, bool singlePrecision = false)
    {
        if (sorted.IsEmpty)
            return [];
        if (sorted[0] == sorted[^1])
            return [Below(sorted[0], singlePrecision), sorted[0]];
        var edges = new SortedSet<double>();
        for (var i = 1; i < bins; i++)
            edges.Add(Quantiles.OfSorted(sorted, (double)i / bins));
        var start = 0;
        while (start < sorted.Length)
        {
            var value = sorted[start];
            var end = start;
            while (end < sorted.Length && sorted[end] == value)
                end++;
            if ((long)(end - start) * bins > sorted.Length)
                AddAtom(edges, value, sorted, start, singlePrecision);
            start = end;
        }
        return [.. edges];
    }

    /// <summary>The bin of a finite value: how many edges are below it.</summary>
    public static int IndexOf(IReadOnlyList<double> edges, double value)
    {
        var (low, high) = (0, edges.Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (edges[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Counts per bin.</summary>
    public static long[] Count(IReadOnlyList<double> edges, ReadOnlySpan<double> values)
    {
        var counts = new long[edges.Count + 1];
        foreach (var value in values)
            counts[IndexOf(edges, value)]++;
        return counts;
    }

    private static void AddAtom(SortedSet<double> edges, double value, ReadOnlySpan<double> sorted, int start, bool singlePrecision)
    {
        edges.Add(value);
        if (start == 0)
            return;
        var below = Below(value, singlePrecision);
        var lower = edges.GetViewBetween(double.NegativeInfinity, below);
        // Otherwise the bin that ends in the value already holds nothing else of the sample.
        if (lower.Count == 0 || lower.Max < sorted[start - 1])
            edges.Add(below);
    }

    private static double Below(double value, bool singlePrecision) =>
        singlePrecision ? MathF.BitDecrement((float)value) : Math.BitDecrement(value);
}
