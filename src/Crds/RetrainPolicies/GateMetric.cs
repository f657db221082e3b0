using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>How a candidate's metric must compare with that of the version that serves.</summary>
[Cel("!has(self.confidence) || has(self.share) && self.share",
    Message = "confidence needs share: true; of other metrics the spread is not known")]
public sealed record GateMetric
{
    /// <summary>The metric, as the run reports it.</summary>
    [Length(1, 63)]
    [RegularExpression(TrainingLimits.MetricPattern)]
    public string Name { get; init; } = "";

    /// <summary>What is better.</summary>
    public ObjectiveDirection Direction { get; init; }

    /// <summary>What it must be.</summary>
    [WhenUnset(GateMode.Improve)]
    public GateMode? Mode { get; init; }

    /// <summary>With <c>Improve</c>: by how much it must be better; with <c>NonInferior</c>: how much worse it may be.</summary>
    [WhenUnset("0")]
    [Length(1, 32)]
    [RegularExpression(RetrainLimits.NonNegative)]
    public string? Margin { get; init; }

    /// <summary>
    /// The metric is a share of the holdout's rows, such as accuracy or an error rate. Then the difference is not taken at face value, but
    /// at the lower end of its confidence interval for that many rows.
    /// </summary>
    [WhenUnset(false)]
    public bool? Share { get; init; }

    /// <summary>The confidence of that interval, one-sided.</summary>
    [WhenUnset(RetrainDefaults.Confidence)]
    [Length(3, 8)]
    [RegularExpression(RetrainLimits.Confidence)]
    public string? Confidence { get; init; }
}
