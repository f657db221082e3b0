using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>Something that is measured: exactly one of errorRate, latency, shadowDisagreement, predictionDrift and prometheus.</summary>
[Cel("[has(self.errorRate), has(self.latency), has(self.shadowDisagreement), has(self.predictionDrift), has(self.prometheus)]"
    + ".filter(set, set).size() == 1",
    Message = "a metric has exactly one of errorRate, latency, shadowDisagreement, predictionDrift and prometheus")]
[Cel("!has(self.judge) || self.judge != 'Threshold' || ("
    + "(!has(self.errorRate) || (has(self.errorRate.max) && !has(self.errorRate.ratio)))"
    + " && (!has(self.latency) || (has(self.latency.max) && !has(self.latency.ratio))))",
    Message = "judge Threshold needs max and takes no ratio")]
[Cel("!has(self.failureLimit) || has(self.prometheus) || (has(self.judge) && self.judge == 'Threshold')",
    Message = "failureLimit is for judge Threshold and for prometheus")]
public sealed record AnalysisMetric
{
    /// <summary>The metric's name.</summary>
    [Length(1, 63)]
    [RegularExpression(Patterns.DnsLabel)]
    public string Name { get; init; } = "";

    /// <summary>How figures become a verdict; <c>prometheus</c> always compares the current figure.</summary>
    [WhenUnset(AnalysisDefaults.Judge)]
    public AnalysisJudge? Judge { get; init; }

    /// <summary>With judge <c>Threshold</c> and with <c>prometheus</c>: how many figures in a row must be beyond the limit.</summary>
    [Range(1, 100)]
    [WhenUnset(AnalysisDefaults.FailureLimit)]
    public int? FailureLimit { get; init; }

    /// <summary>Requests that the revision failed: 5xx, no or a broken answer, gRPC status UNKNOWN, INTERNAL and the like.</summary>
    public ErrorRateMetric? ErrorRate { get; init; }

    /// <summary>Requests that took longer than a threshold.</summary>
    public LatencyMetric? Latency { get; init; }

    /// <summary>Copies of requests that the new revision answered otherwise than the one that serves; needs mirroring.</summary>
    public ShadowDisagreementMetric? ShadowDisagreement { get; init; }

    /// <summary>How differently the two revisions' predictions are distributed; needs the model server of this project.</summary>
    public PredictionDriftMetric? PredictionDrift { get; init; }

    /// <summary>A query of the operator's Prometheus server.</summary>
    public PrometheusMetric? Prometheus { get; init; }
}
