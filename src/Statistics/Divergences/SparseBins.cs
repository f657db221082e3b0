namespace Modelwright.Statistics.Divergences;

/// <summary>Joins neighbouring bins until both samples may expect enough rows in each, which the χ² approximations need.</summary>
public static class SparseBins
{
    /// <summary>The joined counts; the last bin joins the one before it if it stays too small.</summary>
    /// <param name="reference">Counts of the reference.</param>
    /// <param name="current">Counts of the current sample, same bins.</param>
    /// <param name="minExpected">Expected rows per cell under homogeneity: 1 for PSI, 5 for a χ² test.</param>
    public static (long[] Reference, long[] Current) Join(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, double minExpected)
    {
        var (m, n) = BinTotals.Of(reference, current);
        // Rows a column needs so that the smaller sample expects minExpected of them.
        var needed = minExpected * ((double)m + n) / Math.Min(m, n);
        var (left, right) = (new List<long>(), new List<long>());
        long openLeft = 0, openRight = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            openLeft += reference[i];
            openRight += current[i];
            if (openLeft + openRight < needed)
                continue;
            left.Add(openLeft);
            right.Add(openRight);
            (openLeft, openRight) = (0, 0);
        }
        if (left.Count == 0)
            return ([openLeft], [openRight]);
        left[^1] += openLeft;
        right[^1] += openRight;
        return ([.. left], [.. right]);
    }
}
