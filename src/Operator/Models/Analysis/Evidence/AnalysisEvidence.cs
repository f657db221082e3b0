namespace Modelwright.Operator.Models.Analysis.Evidence;

/// <summary>All that was counted in one rollout.</summary>
public sealed record AnalysisEvidence
{
    /// <summary>The revision that is judged.</summary>
    public required string Canary { get; init; }

    /// <summary>The revision that it is compared with.</summary>
    public required string Stable { get; init; }

    /// <summary>When the rollout began.</summary>
    public required DateTimeOffset RolloutTime { get; init; }

    /// <summary>When measuring began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When a measurement last had something new.</summary>
    public DateTimeOffset? LastTime { get; init; }

    /// <summary>Requests by weight; no failures.</summary>
    public IReadOnlyList<Stretch> Requests { get; init; } = [];

    /// <summary>By metric.</summary>
    public IReadOnlyList<MetricEvidence> Metrics { get; init; } = [];

    /// <summary>Nothing yet.</summary>
    public static AnalysisEvidence None(string canary, string stable, DateTimeOffset rolloutTime) =>
        new() { Canary = canary, Stable = stable, RolloutTime = Times.Whole(rolloutTime) };

    /// <summary>It is of this rollout.</summary>
    public bool IsOf(string canary, string stable, DateTimeOffset rolloutTime) =>
        Canary == canary && Stable == stable && RolloutTime == Times.Whole(rolloutTime);

    /// <summary>What there is of a metric.</summary>
    public MetricEvidence Of(MetricPlan plan) =>
        Metrics.FirstOrDefault(metric => metric.IsOf(plan)) ?? new() { Name = plan.Name, Measures = plan.Measures };
}
