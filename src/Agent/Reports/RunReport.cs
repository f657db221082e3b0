using Modelwright.Agent.Metrics;

namespace Modelwright.Agent.Reports;

/// <summary>What is known of a run, as docs/contracts.md describes it.</summary>
public sealed record RunReport
{
    /// <summary>Whether nothing will follow.</summary>
    public bool Final { get; init; }

    /// <summary>The model.</summary>
    public StoredFile? Model { get; init; }

    /// <summary>The last value of each metric, those first that the run is judged by.</summary>
    public IReadOnlyList<MetricPoint> Metrics { get; init; } = [];

    /// <summary>How many of the metrics those are; not written.</summary>
    public int JudgedMetrics { get; init; }

    /// <summary>The objective's metric by step; its best value is among them.</summary>
    public IReadOnlyList<SeriesPoint> Series { get; init; } = [];

    /// <summary>Points seen, of all metrics.</summary>
    public long Points { get; init; }

    /// <summary>How far it is.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>The reference profile.</summary>
    public StoredFile? Profile { get; init; }

    /// <summary>The other files.</summary>
    public IReadOnlyList<StoredFile> Artifacts { get; init; } = [];

    /// <summary>What a person should know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why there is no result.</summary>
    public RunFailure? Failure { get; init; }

    /// <summary>Whether something was left out for lack of room.</summary>
    public bool Truncated { get; init; }
}
