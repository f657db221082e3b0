using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>How far a run is, as its container reports it.</summary>
public sealed record TrainingProgress
{
    /// <summary>Per cent done.</summary>
    [Range(0, 100)]
    public int? Percent { get; init; }

    /// <summary>The step it is at.</summary>
    [Range(0L, long.MaxValue)]
    public long? Step { get; init; }

    /// <summary>Seconds that it expects to need until the end.</summary>
    [Range(0L, long.MaxValue)]
    public long? EtaSeconds { get; init; }

    /// <summary>When it last reported something new.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? LastReportTime { get; init; }
}
