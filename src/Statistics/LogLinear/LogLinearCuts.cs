namespace Modelwright.Statistics.LogLinear;

/// <summary>
/// Few wide bins made of the many of <see cref="LogLinearBins"/>, so that two counts can be compared although most fine bins are empty.
/// Wide bin i holds the fine indices above <c>Cuts[i-1]</c> up to <c>Cuts[i]</c>; the first and the last are open. For a comparison that
/// is looked at again and again the cuts have to stay as they were made at first: cuts made anew from the growing counts would follow
/// the chance in them.
/// </summary>
/// <param name="Cuts">Ascending indices of fine bins.</param>
public sealed record LogLinearCuts(IReadOnlyList<int> Cuts)
{
    /// <summary>Wide bins: one more than cuts.</summary>
    public int Bins => Cuts.Count + 1;

    /// <summary>
    /// Cuts at the quantiles 1/bins, 2/bins … of a count, as near as its fine bins allow. A fine bin with more than 1/bins of the rows
    /// stands alone, so a constant has a bin, and one on either side.
    /// </summary>
    /// <param name="counts">Rows by fine index, in any order; an index may come more than once (counts of several pods).</param>
    /// <param name="bins">How many bins to aim for, from 2.</param>
    /// <returns>Without any row: no cuts.</returns>
    public static LogLinearCuts AtQuantiles(IEnumerable<KeyValuePair<int, long>> counts, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        var sums = new SortedDictionary<int, long>();
        foreach (var (index, rows) in counts)
        {
            Check(index, rows);
            if (rows > 0)
                sums[index] = checked(sums.GetValueOrDefault(index) + rows);
        }
        var total = sums.Values.Aggregate(Int128.Zero, (sum, rows) => sum + rows);
        var (cuts, below) = (new SortedSet<int>(), Int128.Zero);
        foreach (var (index, rows) in sums)
        {
            var through = below + rows;
            // A quantile i/bins, 0 < i < bins, lies in this bin where i = ⌊bins·through/total⌋ is more than below it.
            var quantile = Int128.Min((through * bins) / total, bins - 1);
            if (quantile * total > below * bins)
                cuts.Add(index);
            if ((Int128)rows * bins > total)
            {
                cuts.Add(index);
                cuts.Add(index - 1);
            }
            below = through;
        }
        // Nothing lies beyond the last fine bins, so a cut there would only make an empty one.
        return new([.. cuts.Where(cut => cut is >= -LogLinearBins.MaxIndex and < LogLinearBins.MaxIndex)]);
    }

    /// <summary>Rows per wide bin.</summary>
    /// <param name="counts">Rows by fine index, in any order; an index may come more than once.</param>
    public long[] Coarsen(IEnumerable<KeyValuePair<int, long>> counts)
    {
        var wide = new long[Bins];
        foreach (var (index, rows) in counts)
        {
            Check(index, rows);
            var bin = 0;
            while (bin < Cuts.Count && Cuts[bin] < index)
                bin++;
            wide[bin] = checked(wide[bin] + rows);
        }
        return wide;
    }

    private static void Check(int index, long rows)
    {
        if (Math.Abs((long)index) > LogLinearBins.MaxIndex)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"an index is between ±{LogLinearBins.MaxIndex}");
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
    }
}
