namespace Modelwright.Statistics.Sequential;

/// <summary>
/// Whether a canary fails more often than the revision beside it. The evidence may be looked at after every request, and the split may
/// change from stretch to stretch: the chances of error hold over all looks together (Ville's inequality), unlike those of a test that is
/// made again each minute. Only stretches in which both sides had requests compare them; load that changes with the time of day cancels
/// out, since failures are split within a stretch.
/// </summary>
/// <remarks>Turner, Ly, Grünwald 2024 (e-variables of two proportions); Lindon, Malek 2022 (counts whose rates change together).</remarks>
public static class RateComparison
{
    /// <summary>Judges all that was counted since the rollout began; give the same stretches again when they have grown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Counts that cannot be, or options that make no sense.</exception>
    public static RateAssessment Assess(IEnumerable<RateInterval> intervals, RateComparisonOptions options)
    {
        options.Checked();
        var stretches = Evidence.Of(intervals);
        var total = Evidence.Sum(stretches);
        var (harm, nonInferiority) = (-Math.Log(options.HarmAlpha), -Math.Log(options.NonInferiorityAlpha));
        var outcome = Decide(stretches, options);
        var served = total.CanaryRequests > 0;
        return new()
        {
            Outcome = outcome,
            LogHarm = RatioMixture.Larger.LogEvidence(stretches, options.HarmRatio),
            LogHarmThreshold = harm,
            LogNonInferiority = RatioMixture.Smaller.LogEvidence(stretches, options.NonInferiorityRatio),
            LogNonInferiorityThreshold = nonInferiority,
            RatioLower = RatioMixture.Larger.Bound(stretches, harm),
            RatioUpper = RatioMixture.Smaller.Bound(stretches, nonInferiority),
            CanaryRateLower = served ? RateMixture.Lower(total.CanaryRequests, total.CanaryFailures, options.HarmAlpha) : 0,
            CanaryRateUpper = served ? RateMixture.Upper(total.CanaryRequests, total.CanaryFailures, options.NonInferiorityAlpha) : 1,
            MoreRequests = outcome == Outcome.Inconclusive ? MoreRequests(stretches, options) : 0,
        };
    }

    /// <summary>The verdict of <see cref="Assess"/> alone, at a fraction of its cost: for simulations.</summary>
    public static Outcome Decide(IEnumerable<RateInterval> intervals, RateComparisonOptions options) =>
        Decide(Evidence.Of(intervals), options.Checked());

    private static Outcome Decide(ReadOnlySpan<Evidence> stretches, RateComparisonOptions options)
    {
        var (harm, nonInferiority) = (-Math.Log(options.HarmAlpha), -Math.Log(options.NonInferiorityAlpha));
        var total = Evidence.Sum(stretches);
        var (n, x, limit) = (total.CanaryRequests, total.CanaryFailures, options.AbsoluteLimit);
        if (RatioMixture.Larger.LogEvidence(stretches, options.HarmRatio) >= harm
            || limit is { } ceiling && RateMixture.LogAbove(n, x, ceiling) >= harm)
            return Outcome.Harmful;
        return RatioMixture.Smaller.LogEvidence(stretches, options.NonInferiorityRatio) >= nonInferiority
            || limit is { } allowed && RateMixture.LogBelow(n, x, allowed) >= nonInferiority
            ? Outcome.NonInferior : Outcome.Inconclusive;
    }

    private static long? MoreRequests(Evidence[] stretches, RateComparisonOptions options)
    {
        var total = Evidence.Sum(stretches);
        if (total.CanaryRequests == 0)
            return null;
        var compared = Evidence.Sum([.. stretches.Where(stretch => stretch.IsComparable)]);
        var last = stretches.LastOrDefault(stretch => stretch.IsComparable);
        var (split, canaryRate) = (last.StableRequests / last.CanaryRequests, total.CanaryFailures / total.CanaryRequests);
        var stableRate = compared.StableFailures / compared.StableRequests;
        var comparable = compared.CanaryFailures + compared.StableFailures > 0;
        if (!comparable && options.AbsoluteLimit is null)
            return null;
        var ahead = new Evidence[stretches.Length + 1];
        stretches.CopyTo(ahead, 0);
        return Extrapolation.Least(more =>
        {
            var stable = comparable ? more * split : 0;
            ahead[^1] = new(more, more * canaryRate, stable, stable * (comparable ? stableRate : 0));
            return Decide(ahead, options) != Outcome.Inconclusive;
        });
    }
}
