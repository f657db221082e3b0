using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Rollouts;

/// <summary>A revision that was promoted and is still watched.</summary>
public sealed record ProbationStatus
{
    /// <summary>The revision.</summary>
    [Length(1, 63)]
    public string Revision { get; init; } = "";

    /// <summary>The one that it replaced and that a harmful verdict goes back to.</summary>
    [Length(1, 63)]
    public string Previous { get; init; } = "";

    /// <summary>When it was promoted.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset StartTime { get; init; }

    /// <summary>Until when it is watched.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset EndTime { get; init; }

    /// <summary>How often it lost all its replicas since; the third time goes back to the previous one.</summary>
    [Range(0, int.MaxValue)]
    public int? Crashes { get; init; }

    /// <summary>Since when none of its replicas answers; empty while one does.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? DownTime { get; init; }
}
