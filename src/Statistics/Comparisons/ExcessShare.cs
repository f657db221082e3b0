using Modelwright.Statistics.Distributions;

namespace Modelwright.Statistics.Comparisons;

/// <summary>
/// Whether bad values are more frequent than they were: more than a limit, and neither by chance. Shares are smoothed by half a value on
/// either side (Jeffreys), so that a reference without any is not a share of exactly zero.
/// </summary>
/// <param name="Share">Of the current values.</param>
/// <param name="Reference">Of the reference's values.</param>
/// <param name="Limit">What is tolerated: the reference's share and a tolerance, or twice that share, whichever is more.</param>
/// <param name="PValue">
/// The greater of two: of the pooled z-test that the shares are equal, which knows how small the reference is, and of the exact binomial
/// test that the true share is at most the limit, which knows what is tolerated.
/// </param>
public sealed record ExcessShare(double Share, double Reference, double Limit, double PValue)
{
    /// <summary>Compares two counts.</summary>
    /// <param name="referenceBad">Bad values of the reference.</param>
    /// <param name="referenceRows">All values of the reference, at least 1.</param>
    /// <param name="bad">Bad values now.</param>
    /// <param name="rows">All values now, at least 1.</param>
    /// <param name="tolerance">The increase that is tolerated, in (0, 1).</param>
    public static ExcessShare Test(long referenceBad, long referenceRows, long bad, long rows, double tolerance)
    {
        Check(referenceBad, referenceRows, nameof(referenceBad));
        Check(bad, rows, nameof(bad));
        if (!(tolerance is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "a tolerance is a share between 0 and 1, for example 0.01");
        var (reference, share) = ((referenceBad + 0.5) / (referenceRows + 1.0), (bad + 0.5) / (rows + 1.0));
        var limit = Math.Min(1, Math.Max(reference + tolerance, 2 * reference));
        var pooled = (referenceBad + bad + 1.0) / (referenceRows + rows + 2.0);
        var deviation = Math.Sqrt(pooled * (1 - pooled) * (1 / (referenceRows + 1.0) + 1 / (rows + 1.0)));
        var equal = Normal.Lower((reference - share) / deviation);

        // P(X ≥ bad) of a binomial variable is the incomplete beta integral I_limit(bad, rows − bad + 1).
        var within = bad == 0 || limit >= 1 ? 1 : Beta.LowerRegularized(limit, bad, rows - bad + 1);
        return new((double)bad / rows, (double)referenceBad / referenceRows, limit, Math.Max(equal, within));
    }

    private static void Check(long bad, long rows, string name)
    {
        if (rows < 1 || bad < 0 || bad > rows)
            throw new ArgumentOutOfRangeException(name, bad, $"bad values of {rows} rows are between 0 and {Math.Max(rows, 1)}");
    }
}
