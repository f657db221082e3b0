using Modelwright.Crds.Models.Monitoring;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>
/// All that must survive the operator's process: what was judged of a revision, and what was counted in the windows that are open. It is
/// written down as one piece, so that no window counts twice and none is lost between two writes.
/// </summary>
public sealed record MonitoringRecord
{
    /// <summary>The revision.</summary>
    public required string Revision { get; init; }

    /// <summary>Since when it is watched.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>The digest of its reference profile, once a server told it.</summary>
    public string? Profile { get; init; }

    /// <summary>What its version was worth at evaluation.</summary>
    public EvaluationFigures? Evaluation { get; init; }

    /// <summary>The window of drift.</summary>
    public OpenWindow? DriftWindow { get; init; }

    /// <summary>The evidence of drift since the last alarm.</summary>
    public double DriftEvidence { get; init; }

    /// <summary>What was judged last; null before the first window is over.</summary>
    public DriftStatus? Drift { get; init; }

    /// <summary>The window of data quality.</summary>
    public OpenWindow? QualityWindow { get; init; }

    /// <summary>What was judged last.</summary>
    public DataQualityStatus? Quality { get; init; }

    /// <summary>The block of labels.</summary>
    public OpenBlock? Block { get; init; }

    /// <summary>The detector's wealth by stake, since the last alarm.</summary>
    public IReadOnlyList<double>? Wealth { get; init; }

    /// <summary>What was tolerable when that wealth was won; against another limit it says nothing.</summary>
    public double? WealthLimit { get; init; }

    /// <summary>Predictions that a label could come for, over time.</summary>
    public IReadOnlyList<IssuedCount> Issued { get; init; } = [];

    /// <summary>Labels since the revision is watched.</summary>
    public long Labels { get; init; }

    /// <summary>What was judged last.</summary>
    public PerformanceStatus? Performance { get; init; }

    /// <summary>A revision that begins to be watched.</summary>
    public static MonitoringRecord Begin(string revision, DateTimeOffset now) => new() { Revision = revision, StartTime = now };
}
