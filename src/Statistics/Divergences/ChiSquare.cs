using Modelwright.Statistics.Distributions;

namespace Modelwright.Statistics.Divergences;

/// <summary>
/// Pearson's χ² test that two counted samples come from one distribution (homogeneity, 2×B table, no continuity correction).
/// </summary>
/// <param name="Statistic">Σ(O−E)²/E.</param>
/// <param name="DegreesOfFreedom">Columns that are not empty on both sides, less one.</param>
/// <param name="PValue">Upper tail; 1 when a single column is left.</param>
public sealed record ChiSquare(double Statistic, int DegreesOfFreedom, double PValue)
{
    /// <summary>The test. Each side must have at least one row.</summary>
    public static ChiSquare Homogeneity(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var (m, n) = BinTotals.Of(reference, current);
        var statistic = 0.0;
        for (var i = 0; i < reference.Length; i++)
        {
            var column = (double)reference[i] + current[i];
            if (column == 0)
                continue;
            var (expectedReference, expectedCurrent) = (column * m / ((double)m + n), column * n / ((double)m + n));
            var difference = reference[i] - expectedReference;
            statistic += difference * difference * (1 / expectedReference + 1 / expectedCurrent);
        }
        var freedom = BinTotals.Occupied(reference, current) - 1;
        return new(statistic, freedom, freedom == 0 ? 1 : Gamma.UpperRegularized(freedom / 2.0, statistic / 2));
    }
}
