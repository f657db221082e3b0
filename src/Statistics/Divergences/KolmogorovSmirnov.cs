namespace Modelwright.Statistics.Divergences;

/// <summary>
/// The two-sample Kolmogorov-Smirnov statistic as far as bins show it. The statistic D of the raw values lies in
/// [<paramref name="Statistic"/>, <paramref name="UpperBound"/>]: between two edges the distribution functions can part by at most the
/// smaller share.
/// </summary>
/// <param name="Statistic">Greatest difference of the cumulative shares at an edge.</param>
/// <param name="UpperBound"><paramref name="Statistic"/> plus the greatest min(p, q) of a bin.</param>
/// <param name="PValue">Asymptotic, of <paramref name="Statistic"/> (Numerical Recipes 14.3.9); conservative for bins and ties.</param>
public sealed record KolmogorovSmirnov(double Statistic, double UpperBound, double PValue)
{
    /// <summary>From counts of ordered bins.</summary>
    public static KolmogorovSmirnov FromBins(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (m, n) = BinTotals.Of(reference, current);
        var (greatest, gap) = (0.0, 0.0);
        long left = 0, right = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            left += reference[i];
            right += current[i];
            greatest = Math.Max(greatest, Math.Abs(left / (double)m - right / (double)n));
            gap = Math.Max(gap, Math.Min(reference[i] / (double)m, current[i] / (double)n));
        }
        return new(greatest, Math.Min(1, greatest + gap), PValueOf(greatest, (double)m * n / ((double)m + n)));
    }

    /// <summary>P(D ≥ statistic) for an effective sample size nm/(n+m).</summary>
    public static double PValueOf(double statistic, double effectiveSize)
    {
        var root = Math.Sqrt(effectiveSize);
        var lambda = (root + 0.12 + 0.11 / root) * statistic;
        // The alternating series needs more than a hundred terms only where its sum is 1 to many digits.
        if (lambda < 0.2)
            return 1;
        var sum = 0.0;
        for (var j = 1; j <= 100; j++)
        {
            var term = Math.Exp(-2.0 * j * j * lambda * lambda);
            sum += j % 2 == 1 ? term : -term;
            if (term < 1e-17)
                break;
        }
        return Math.Clamp(2 * sum, 0, 1);
    }
}
