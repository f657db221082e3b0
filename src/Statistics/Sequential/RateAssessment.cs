namespace Modelwright.Statistics.Sequential;

/// <summary>A canary's failure rate beside the stable's. r is the ratio of the two.</summary>
public sealed record RateAssessment
{
    /// <summary>
    /// The verdict. Where there is evidence for both, Harmful: what is surely worse is not promoted, tolerable though it may be.
    /// </summary>
    public required Outcome Outcome { get; init; }

    /// <summary>ln of the evidence that r is above the harm ratio.</summary>
    public required double LogHarm { get; init; }

    /// <summary>What <see cref="LogHarm"/> has to reach.</summary>
    public required double LogHarmThreshold { get; init; }

    /// <summary>ln of the evidence that r is below the non-inferiority ratio.</summary>
    public required double LogNonInferiority { get; init; }

    /// <summary>What <see cref="LogNonInferiority"/> has to reach.</summary>
    public required double LogNonInferiorityThreshold { get; init; }

    /// <summary>Lower bound of r at the level of harm: it is above the harm ratio just when <see cref="LogHarm"/> suffices.</summary>
    public required double RatioLower { get; init; }

    /// <summary>Upper bound of r at the level of non-inferiority; ∞ where the counts do not bound it.</summary>
    public required double RatioUpper { get; init; }

    /// <summary>Lower bound of the canary's own failure rate, at the level of harm.</summary>
    public required double CanaryRateLower { get; init; }

    /// <summary>Upper bound of the canary's own failure rate, at the level of non-inferiority.</summary>
    public required double CanaryRateUpper { get; init; }

    /// <summary>
    /// About how many more canary requests, at the split of the last stretch and if the rates stay what they were, until there is a
    /// verdict: with the next run of luck it comes sooner or later. 0 with a verdict; null where it cannot be said (no requests on a side,
    /// no failure to compare by, or beyond 10¹⁰).
    /// </summary>
    public required long? MoreRequests { get; init; }
}
