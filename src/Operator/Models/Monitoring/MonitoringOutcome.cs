using System.Text.Json.Nodes;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>What came of watching a Model.</summary>
internal sealed record MonitoringOutcome
{
    /// <summary>Nothing is watched.</summary>
    public static MonitoringOutcome None { get; } = new();

    /// <summary>The parts of the status.</summary>
    public DriftStatus? Drift { get; init; }

    /// <inheritdoc cref="Drift" />
    public DataQualityStatus? Quality { get; init; }

    /// <inheritdoc cref="Drift" />
    public PerformanceStatus? Performance { get; init; }

    /// <summary>Readings to take now, and events.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>The ConfigMap with the record; null where there is none yet.</summary>
    public JsonObject? Checkpoint { get; init; }

    /// <summary>When to look again.</summary>
    public DateTimeOffset? WakeTime { get; init; }
}
