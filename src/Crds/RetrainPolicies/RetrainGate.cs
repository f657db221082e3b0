using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>
/// What a candidate must show. It is compared by the metrics that its run and the run of the version that serves have recorded on the same
/// holdout; figures from different holdouts are never compared. Where the two cannot be compared, a person decides.
/// </summary>
[Cel("!has(self.metrics) || size(self.metrics) == 0 || has(self.holdout)",
    Message = "metrics need holdout: only figures from the same data can be compared")]
public sealed record RetrainGate
{
    /// <summary>The data that metrics are measured on.</summary>
    public GateHoldout? Holdout { get; init; }

    /// <summary>How it must compare with the version that serves.</summary>
    [Length(0, RetrainLimits.MaxGateMetrics)]
    [ListMap("name")]
    public IReadOnlyList<GateMetric>? Metrics { get; init; }

    /// <summary>Bounds that hold whatever serves: quality at least, a measured latency at most.</summary>
    [Length(0, RetrainLimits.MaxGateMetrics)]
    [ListMap("metric")]
    public IReadOnlyList<GateLimit>? Limits { get; init; }

    /// <summary>The largest model file in bytes.</summary>
    [Range(1L, long.MaxValue)]
    public long? MaxBytes { get; init; }

    /// <summary>What becomes of a candidate where nothing serves yet.</summary>
    [WhenUnset(NoChampionPolicy.Accept)]
    public NoChampionPolicy? NoChampion { get; init; }
}
