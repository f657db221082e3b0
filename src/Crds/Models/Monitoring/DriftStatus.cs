using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>What the comparison of requests with the training data says. Figures are decimals as text.</summary>
public sealed record DriftStatus
{
    /// <summary>Whether there is drift.</summary>
    public DriftState State { get; init; }

    /// <summary>Since when it is so.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why, in a sentence: the feature that decides, its figures and its limit.</summary>
    [Length(0, MonitoringLimits.MaxMessage)]
    public string? Message { get; init; }

    /// <summary>The revision whose requests these are. Another one begins anew; a canary's requests are never among them.</summary>
    [Length(0, 63)]
    public string? Revision { get; init; }

    /// <summary>The ModelVersion that it serves.</summary>
    [Length(0, 253)]
    public string? Version { get; init; }

    /// <summary>The window that was judged last.</summary>
    public MonitoringWindow? Window { get; init; }

    /// <summary>How many windows of this revision were judged.</summary>
    [Range(0L, long.MaxValue)]
    public long? Windows { get; init; }

    /// <summary>The evidence over all windows since the last alarm; at <c>alarmAt</c> it is an alarm.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Evidence { get; init; }

    /// <summary>The windows that are on average between two false alarms, at least.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? AlarmAt { get; init; }

    /// <summary>The features of the window that was judged last, the strongest evidence first.</summary>
    [Length(0, MonitoringLimits.MaxShown)]
    [ListMap("name")]
    public IReadOnlyList<FeatureDrift>? Features { get; init; }

    /// <summary>How many features were judged.</summary>
    [Range(0, MonitoringLimits.MaxFeatures)]
    public int? FeatureCount { get; init; }
}
