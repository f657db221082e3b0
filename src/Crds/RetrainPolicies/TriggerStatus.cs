using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>What a trigger says.</summary>
public sealed record TriggerStatus
{
    /// <summary>The trigger.</summary>
    [Length(1, 40)]
    public string Name { get; init; } = "";

    /// <summary>Whether it asks for a run.</summary>
    public TriggerState State { get; init; }

    /// <summary>Why, in words.</summary>
    [Length(0, 512)]
    public string? Message { get; init; }

    /// <summary>The last time of its schedule that was dealt with.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? LastTime { get; init; }

    /// <summary>The digest of the Dataset's version that was last dealt with.</summary>
    [Length(0, 71)]
    public string? LastVersion { get; init; }

    /// <summary>The rows of that version.</summary>
    [Range(0L, long.MaxValue)]
    public long? LastRows { get; init; }
}
