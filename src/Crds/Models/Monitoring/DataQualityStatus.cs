using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>What was found of bad data.</summary>
public sealed record DataQualityStatus
{
    /// <summary>Whether the data are as they should be.</summary>
    public DataQualityState State { get; init; }

    /// <summary>Since when it is so.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Since { get; init; }

    /// <summary>Why, in a sentence.</summary>
    [Length(0, MonitoringLimits.MaxMessage)]
    public string? Message { get; init; }

    /// <summary>The revision whose requests these are.</summary>
    [Length(0, 63)]
    public string? Revision { get; init; }

    /// <summary>The window that was judged last.</summary>
    public MonitoringWindow? Window { get; init; }

    /// <summary>What is wrong, the worst first.</summary>
    [Length(0, MonitoringLimits.MaxShown)]
    public IReadOnlyList<DataQualityViolation>? Violations { get; init; }
}
