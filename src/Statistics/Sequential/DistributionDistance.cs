using Modelwright.Statistics.Divergences;

namespace Modelwright.Statistics.Sequential;

/// <summary>
/// Total variation distance of two distributions over the same categories, with bounds that hold at all looks together.
/// </summary>
/// <remarks>
/// The distance is the greatest difference of the chances of a set of categories: max over sets A of p(A) − q(A). For one set, X of n rows
/// in A, exp(λ(X − np) − λ²n/8) is a supermartingale (Hoeffding's lemma); its mixture over λ with a normal prior is
/// √(c/(n+c))·exp(2(X − np)²/(n+c)) (Robbins 1970; Howard, Ramdas, McAuliffe, Sekhon 2021), c = 100 rows. The product of both samples'
/// mixtures bounds the deviations of p(A) and q(A) together: their sum is at most √(β/2·((n+c)/n² + (m+c)/m²)) with
/// β = ln(s/α) + ½ln((1+n/c)(1+m/c)) for s sets at once. The true distance is the difference of one set, which chance does not choose,
/// and the counted distance is at least that set's: so the true one is at most the counted one plus the radius for s = 1. The counted
/// distance is that of a set which chance did choose, so the true one is at least it less the radius for all s = 2^(K−1) − 1 sets of K
/// categories, each with its complement (Weissman et al. 2003 share α in this way for one look).
/// </remarks>
public static class DistributionDistance
{
    private const double PriorRows = 100;

    /// <summary>Judges all that was counted so far.</summary>
    /// <param name="countsA">Rows of the new revision by category.</param>
    /// <param name="countsB">Rows of the other one by category, as many. Categories, or cuts of numbers, must have been fixed before the
    /// counting began; fewer of them (ten, say) give narrower bounds than many.</param>
    /// <param name="limit">The distance that is just allowed, in (0, 1).</param>
    /// <param name="alpha">Chance of a wrong verdict, for each of the two, over all looks together.</param>
    /// <param name="metrics">How many metrics share the chance of a false Harmful.</param>
    public static DistanceAssessment Assess(
        ReadOnlySpan<long> countsA, ReadOnlySpan<long> countsB, double limit, double alpha = 0.05, int metrics = 1)
    {
        Levels.Check(alpha, metrics);
        if (!(limit is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "the limit of a distance is between 0 and 1, for example 0.1");
        var (n, m) = (Rows(countsA), Rows(countsB));
        if (countsA.Length != countsB.Length)
            throw new ArgumentException($"{countsA.Length} categories cannot be compared with {countsB.Length}", nameof(countsB));
        if (n == 0 || m == 0)
            return new() { Outcome = Outcome.Inconclusive, Distance = 0, Lower = 0, Upper = 1, Psi = 0, MoreRows = null };
        var (distance, logSets, harm) = (Divergence.TotalVariation(countsB, countsA), LogSets(countsA.Length), alpha / metrics);
        return new()
        {
            Outcome = Decide(1),
            Distance = distance,
            Lower = Math.Max(0, distance - Radius(n, m, logSets, harm)),
            Upper = Math.Min(1, distance + Radius(n, m, 0, alpha)),
            Psi = Divergence.Psi(countsB, countsA),
            MoreRows = Extrapolation.Least(more => Decide(1 + more / n) != Outcome.Inconclusive),
        };

        Outcome Decide(double growth) =>
            distance - Radius(n * growth, m * growth, logSets, harm) > limit ? Outcome.Harmful
            : distance + Radius(n * growth, m * growth, 0, alpha) < limit ? Outcome.NonInferior
            : Outcome.Inconclusive;
    }

    // ln(2^(K−1) − 1), whose argument would overflow for many categories.
    private static double LogSets(int categories) =>
        categories < 2 ? 0 : (categories - 1) * Math.Log(2) + LogSpace.Log1P(-Math.Pow(2, 1 - categories));

    private static double Radius(double n, double m, double logSets, double alpha)
    {
        var beta = logSets - Math.Log(alpha) + 0.5 * (Math.Log(1 + n / PriorRows) + Math.Log(1 + m / PriorRows));
        return Math.Sqrt(beta / 2 * ((n + PriorRows) / (n * n) + (m + PriorRows) / (m * m)));
    }

    private static double Rows(ReadOnlySpan<long> counts)
    {
        var sum = 0.0;
        foreach (var count in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            sum += count;
        }
        return sum;
    }
}
