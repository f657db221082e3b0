using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>What the labels that came back say. Figures are decimals as text.</summary>
public sealed record PerformanceStatus
{
    /// <summary>Whether predictions are as right as they should be.</summary>
    public PerformanceState State { get; init; }

    /// <summary>Since when it is so.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why, in a sentence.</summary>
    [Length(0, MonitoringLimits.MaxMessage)]
    public string? Message { get; init; }

    /// <summary>The revision whose predictions these are.</summary>
    [Length(0, 63)]
    public string? Revision { get; init; }

    /// <summary>What <c>value</c>, <c>reference</c> and <c>limit</c> are of.</summary>
    public PerformanceMetric? Metric { get; init; }

    /// <summary>The figure of the last block.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Value { get; init; }

    /// <summary>The figure at the version's evaluation.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Reference { get; init; }

    /// <summary>The figure that is tolerable.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Limit { get; init; }

    /// <summary>The labels of the last block.</summary>
    [Range(0L, long.MaxValue)]
    public long? Labels { get; init; }

    /// <summary>The share of the predictions that have a label by now, of those that could.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Coverage { get; init; }

    /// <summary>The last block.</summary>
    public MonitoringWindow? Window { get; init; }

    /// <summary>The evidence of harm over all blocks since the last alarm; at <c>alarmAt</c> it is an alarm.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Evidence { get; init; }

    /// <summary>The blocks that are on average between two false alarms, at least.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? AlarmAt { get; init; }
}
