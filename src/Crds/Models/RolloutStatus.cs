using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models;

/// <summary>A replacement that is under way.</summary>
public sealed record RolloutStatus
{
    /// <summary>When the operator began to bring up the next revision.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the next revision's replicas were last all ready; empty while they are not.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? ReadyTime { get; init; }

    /// <summary>What the replacement is waiting for.</summary>
    [Length(0, 1024)]
    public string? Message { get; init; }
}
