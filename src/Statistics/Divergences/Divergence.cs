namespace Modelwright.Statistics.Divergences;

/// <summary>
/// How far two counted distributions are apart. All take counts of the same bins; each side must have at least one row. Bins that are
/// empty on both sides change nothing.
/// </summary>
public static class Divergence
{
    /// <summary>
    /// Population stability index Σ(p−q)·ln(p/q), the symmetrised Kullback-Leibler divergence, in nats. Shares are smoothed with half a row
    /// per bin that is not empty on both sides (Jeffreys), so that an empty bin does not make it infinite.
    /// </summary>
    public static double Psi(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var sum = 0.0;
        foreach (var contribution in PsiContributions(reference, current))
            sum += contribution;
        return sum;
    }

    /// <summary>Each bin's part of <see cref="Psi"/>; none is negative.</summary>
    public static double[] PsiContributions(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (m, n) = BinTotals.Of(reference, current);
        var half = BinTotals.Occupied(reference, current) / 2.0;
        var parts = new double[reference.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (reference[i] == 0 && current[i] == 0)
                continue;
            var (p, q) = ((reference[i] + 0.5) / (m + half), (current[i] + 0.5) / (n + half));
            parts[i] = (p - q) * Math.Log(p / q);
        }
        return parts;
    }

    /// <summary>
    /// Jensen-Shannon distance to base 2, in [0, 1]: the square root of the divergence. For the natural logarithm, which scipy takes by
    /// default, multiply by √ln 2.
    /// </summary>
    public static double JensenShannonDistance(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (m, n) = BinTotals.Of(reference, current);
        var sum = 0.0;
        for (var i = 0; i < reference.Length; i++)
        {
            var (p, q) = (reference[i] / (double)m, current[i] / (double)n);
            var middle = (p + q) / 2;
            sum += (p > 0 ? p * Math.Log2(p / middle) : 0) + (q > 0 ? q * Math.Log2(q / middle) : 0);
        }
        // Rounding may leave a sum of equal shares a little below zero.
        return Math.Sqrt(Math.Max(0, sum / 2));
    }

    /// <summary>Total variation distance ½Σ|p−q|, in [0, 1]: the share of rows that would have to move.</summary>
    public static double TotalVariation(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (m, n) = BinTotals.Of(reference, current);
        var sum = 0.0;
        for (var i = 0; i < reference.Length; i++)
            sum += Math.Abs(reference[i] / (double)m - current[i] / (double)n);
        return sum / 2;
    }

    /// <summary>Hellinger distance √(½Σ(√p−√q)²), in [0, 1].</summary>
    public static double Hellinger(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (m, n) = BinTotals.Of(reference, current);
        var sum = 0.0;
        for (var i = 0; i < reference.Length; i++)
        {
            var difference = Math.Sqrt(reference[i] / (double)m) - Math.Sqrt(current[i] / (double)n);
            sum += difference * difference;
        }
        return Math.Sqrt(sum / 2);
    }

    /// <summary>L∞: the greatest difference of a share.</summary>
    public static double Maximum(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (m, n) = BinTotals.Of(reference, current);
        var maximum = 0.0;
        for (var i = 0; i < reference.Length; i++)
            maximum = Math.Max(maximum, Math.Abs(reference[i] / (double)m - current[i] / (double)n));
        return maximum;
    }
}
