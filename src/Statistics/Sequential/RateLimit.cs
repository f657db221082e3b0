namespace Modelwright.Statistics.Sequential;

/// <summary>
/// One rate against a limit: an error rate, the share of late answers, the share of shadow answers that disagree. The bounds hold at all
/// looks together with chance 1 − α (beta-binomial confidence sequences: Robbins 1970; Howard, Ramdas, McAuliffe, Sekhon 2021).
/// </summary>
public static class RateLimit
{
    /// <summary>Judges all that was counted so far.</summary>
    /// <param name="requests">How many there were.</param>
    /// <param name="failures">How many of them failed.</param>
    /// <param name="limit">The rate that is just allowed, in (0, 1).</param>
    /// <param name="alpha">Chance of a wrong verdict, for each of the two, over all looks together.</param>
    /// <param name="metrics">How many metrics share the chance of a false Harmful.</param>
    public static RateLimitAssessment Assess(long requests, long failures, double limit, double alpha = 0.05, int metrics = 1)
    {
        Levels.Check(alpha, metrics);
        Levels.Check(requests, failures);
        if (!(limit is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "the limit of a rate is between 0 and 1, for example 0.01");
        if (requests == 0)
            return new(Outcome.Inconclusive, 0, 1, null);
        var (harm, rate) = (alpha / metrics, (double)failures / requests);
        return new(
            Decide(requests, failures, limit, harm, alpha),
            RateMixture.Lower(requests, failures, harm),
            RateMixture.Upper(requests, failures, alpha),
            Extrapolation.Least(more => Decide(requests + more, failures + more * rate, limit, harm, alpha) != Outcome.Inconclusive));
    }

    private static Outcome Decide(double n, double x, double limit, double harm, double alpha) =>
        RateMixture.LogAbove(n, x, limit) >= -Math.Log(harm) ? Outcome.Harmful
        : RateMixture.LogBelow(n, x, limit) >= -Math.Log(alpha) ? Outcome.NonInferior
        : Outcome.Inconclusive;
}
