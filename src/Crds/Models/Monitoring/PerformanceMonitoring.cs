using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>
/// How a loss of quality is told: by the error of those predictions whose label came back. Only a change for the worse counts.
/// </summary>
public sealed record PerformanceMonitoring
{
    /// <summary>
    /// The length of the blocks whose errors are judged one after the other. Errors that come in bursts shorter than this are one piece of
    /// evidence and not many.
    /// </summary>
    [DurationRange("1s", "720h")]
    [WhenUnset(MonitoringDefaults.PerformanceWindow)]
    public Duration? Window { get; init; }

    /// <summary>The fewest labels of a block; it stays open until it has them.</summary>
    [Range(1, 10_000_000)]
    [WhenUnset(MonitoringDefaults.MinLabels)]
    public int? MinLabels { get; init; }

    /// <summary>
    /// How long after the prediction its label usually comes. Predictions younger than this are not expected to have one.
    /// </summary>
    [DurationRange("0s", "2160h")]
    [WhenUnset(MonitoringDefaults.LabelDelay)]
    public Duration? LabelDelay { get; init; }

    /// <summary>
    /// The share of predictions that must have a label for the state to be known. Few labels are often not the labels of just any requests.
    /// </summary>
    [Length(1, 16)]
    [RegularExpression(MonitoringLimits.TolerancePattern)]
    [WhenUnset(MonitoringDefaults.MinCoverage)]
    public string? MinCoverage { get; init; }

    /// <summary>
    /// What is tolerable: the share of wrong predictions, or the mean absolute error where predictions are numbers.
    /// </summary>
    [Length(1, 16)]
    [RegularExpression(MonitoringLimits.LimitPattern)]
    [WhenUnset("made from the version's metric accuracy or mae, its evaluation.rows, and tolerance")]
    public string? Limit { get; init; }

    /// <summary>
    /// How much worse than at evaluation is tolerable where there is no <c>limit</c>: this share more may be wrong, or the error may be
    /// larger by this share of it.
    /// </summary>
    [Length(3, 16)]
    [RegularExpression(MonitoringLimits.SharePattern)]
    [WhenUnset("0.02, and 0.2 of a mean absolute error")]
    public string? Tolerance { get; init; }
}
