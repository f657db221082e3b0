using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>A stretch of time that was judged.</summary>
public sealed record MonitoringWindow
{
    /// <summary>When it began.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Start { get; init; }

    /// <summary>When it was over.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? End { get; init; }

    /// <summary>The rows in it.</summary>
    [Range(0L, long.MaxValue)]
    public long? Rows { get; init; }
}
