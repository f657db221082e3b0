namespace Modelwright.Statistics.Sequential;

/// <summary>What is harmful, what is tolerated, and how sure one has to be. r is the canary's failure rate over the stable's.</summary>
public sealed record RateComparisonOptions
{
    /// <summary>Chance, over all looks together, of Harmful although r ≤ <see cref="HarmRatio"/>, and of NonInferior although
    /// r ≥ <see cref="NonInferiorityRatio"/>; in (0, 1).</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>How many metrics share <see cref="Alpha"/>: each may be falsely Harmful with a chance of Alpha / Metrics.</summary>
    public int Metrics { get; init; } = 1;

    /// <summary>The largest r that is not harmful.</summary>
    public double HarmRatio { get; init; } = 1;

    /// <summary>The least r that is not tolerated.</summary>
    public double NonInferiorityRatio { get; init; } = 1.5;

    /// <summary>
    /// A failure rate in (0, 1), or none. With it, NonInferior holds also once the canary's own rate is surely below it, even without any
    /// failure on either side, and Harmful once it is surely above. The two ways to each verdict then have half of its chance of error.
    /// </summary>
    public double? AbsoluteLimit { get; init; }

    internal double HarmAlpha => Alpha / Metrics / Ways;

    internal double NonInferiorityAlpha => Alpha / Ways;

    private int Ways => AbsoluteLimit is null ? 1 : 2;

    internal RateComparisonOptions Checked()
    {
        Levels.Check(Alpha, Metrics);
        if (!(HarmRatio is > 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(HarmRatio), HarmRatio, "HarmRatio is a ratio of failure rates, for example 1");
        if (!(NonInferiorityRatio is > 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(
                nameof(NonInferiorityRatio), NonInferiorityRatio, "NonInferiorityRatio is a ratio of failure rates, for example 1.5");
        if (AbsoluteLimit is { } limit && !(limit is > 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(AbsoluteLimit), limit, "AbsoluteLimit is a share of failed requests between 0 and 1, for example 0.01");
        return this;
    }
}
