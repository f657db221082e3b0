namespace Modelwright.Operator.Models.Analysis.Evidence;

/// <summary>All that was counted for a metric.</summary>
public sealed record MetricEvidence
{
    /// <summary>The metric's name.</summary>
    public required string Name { get; init; }

    /// <summary>What was counted.</summary>
    public required string Measures { get; init; }

    /// <summary>Counts by weight.</summary>
    public IReadOnlyList<Stretch> Stretches { get; init; } = [];

    /// <summary>The threshold that was read off the serving revision's latencies.</summary>
    public int? Bin { get; init; }

    /// <summary>Counts of predictions, once there are bins for them.</summary>
    public PredictionCounts? Predictions { get; init; }

    /// <summary>The last figure that was compared with a threshold, or a query's value.</summary>
    public double? Figure { get; init; }

    /// <summary>How many figures in a row were beyond the limit.</summary>
    public int Failures { get; init; }

    /// <summary>The canary's requests since the last figure.</summary>
    public long WindowRequests { get; init; }

    /// <summary>Those of them that count.</summary>
    public long WindowFailures { get; init; }

    /// <summary>The canary's requests since the split was last changed; only in memory.</summary>
    public long Recent { get; init; }

    /// <summary>How many measurements in a row have failed.</summary>
    public int Errors { get; init; }

    /// <summary>Why the last one failed.</summary>
    public string? Problem { get; init; }

    /// <summary>It is the evidence of this metric.</summary>
    public bool IsOf(MetricPlan plan) => Name == plan.Name && Measures == plan.Measures;

    /// <summary>A measurement succeeded.</summary>
    public MetricEvidence Succeeded() => this with { Errors = 0, Problem = null };

    /// <summary>A measurement failed.</summary>
    public MetricEvidence Failed(string problem) => this with { Errors = Errors + 1, Problem = problem };
}
