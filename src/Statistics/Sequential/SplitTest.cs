namespace Modelwright.Statistics.Sequential;

/// <summary>
/// Sample-ratio mismatch: whether the canary's share of the requests is another than its weight says. Alternatives multiply the odds of
/// the canary by 2^(±2^j/64), j = 0…8, the same in all stretches: from 1.1 % more or less to 16 times. Their equal mixture is looked at as
/// often as one likes (Lindon, Malek, NeurIPS 2022). A mismatch below half a percent of the odds is never flagged, however many requests
/// there are: it is what a change of the route leaves at the edges of stretches, and does no harm to a comparison.
/// </summary>
public static class SplitTest
{
    private const int Steps = 9;

    private static readonly double[] LogOdds =
        [.. Enumerable.Range(0, Steps).Select(j => Math.Pow(2, j) / 64 * Math.Log(2)).SelectMany(log => new[] { log, -log })];

    /// <summary>Judges all that was counted since the rollout began.</summary>
    /// <param name="intervals">Requests by stretch.</param>
    /// <param name="alpha">Chance of being suspect although the split is right, over all looks together.</param>
    public static SplitAssessment Assess(IEnumerable<SplitInterval> intervals, double alpha = 0.001)
    {
        Levels.Check(alpha, metrics: 1);
        Span<double> terms = stackalloc double[2 * Steps];
        var (canary, all, expected) = (0.0, 0.0, 0.0);
        foreach (var (canaryRequests, stableRequests, share) in intervals)
        {
            Check(canaryRequests, stableRequests, share);
            if (share is 0 or 1)
                continue;
            var requests = (double)canaryRequests + stableRequests;
            (canary, all, expected) = (canary + canaryRequests, all + requests, expected + requests * share);
            for (var k = 0; k < terms.Length; k++)
                terms[k] += canaryRequests * LogOdds[k] - requests * LogSpace.Log1P(share * (Math.Exp(LogOdds[k]) - 1));
        }
        var (evidence, threshold) = (LogSpace.LogMeanExp(terms), -Math.Log(alpha));
        return new(evidence >= threshold, evidence, threshold, all > 0 ? expected / all : 0, all > 0 ? canary / all : 0);
    }

    private static void Check(long canaryRequests, long stableRequests, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(canaryRequests);
        ArgumentOutOfRangeException.ThrowIfNegative(stableRequests);
        if (!(share is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "the expected share is between 0 and 1, for example 0.05");
    }
}
