using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>By what a new revision is judged while it gets a part of the requests.</summary>
public sealed record ModelAnalysis
{
    /// <summary>How often it is measured.</summary>
    [DurationRange("1s", "1h")]
    [WhenUnset(AnalysisDefaults.Interval)]
    public Duration? Interval { get; init; }

    /// <summary>How long after the new revision became ready measuring begins. What happened before does not count.</summary>
    [DurationRange("0s", "24h")]
    [WhenUnset(AnalysisDefaults.InitialDelay)]
    public Duration? InitialDelay { get; init; }

    /// <summary>How many requests, or copies, of the new revision a metric needs to speak for it. Harm is told earlier.</summary>
    [Range(1, 1_000_000_000)]
    [WhenUnset(AnalysisDefaults.MinRequests)]
    public int? MinRequests { get; init; }

    /// <summary>
    /// The share of rollouts of a revision that is no worse in which the judge <c>Sequential</c> may still take it back: over the whole
    /// rollout and all metrics, however often it is looked at. Lower is slower.
    /// </summary>
    [Length(3, 16)]
    [RegularExpression(AnalysisLimits.SharePattern)]
    [WhenUnset(AnalysisDefaults.FalseAlarmRate)]
    public string? FalseAlarmRate { get; init; }

    /// <summary>What follows when the evidence does not decide within <c>inconclusiveTimeout</c>.</summary>
    [WhenUnset(AnalysisDefaults.OnInconclusive)]
    public InconclusiveAction? OnInconclusive { get; init; }

    /// <summary>How long to wait for a decisive verdict, counted from the end of the last step's time.</summary>
    [DurationRange("1s", "720h")]
    [WhenUnset(AnalysisDefaults.InconclusiveTimeout)]
    public Duration? InconclusiveTimeout { get; init; }

    /// <summary>How many measurements in a row may fail before the verdict is <c>Unavailable</c>.</summary>
    [Range(1, 100)]
    [WhenUnset(AnalysisDefaults.ConsecutiveErrorLimit)]
    public int? ConsecutiveErrorLimit { get; init; }

    /// <summary>What is measured. All must be no worse for the verdict to be so; one that is harmful is enough for the contrary.</summary>
    [Length(1, AnalysisLimits.MaxMetrics)]
    [ListMap("name")]
    [WhenUnset("one errorRate metric of the name errors")]
    public IReadOnlyList<AnalysisMetric>? Metrics { get; init; }
}
