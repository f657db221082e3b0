using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>Something that asks for a run and has not got one yet.</summary>
public sealed record PendingTrigger
{
    /// <summary>The trigger, or <c>manual</c>.</summary>
    [Length(1, 40)]
    public string Trigger { get; init; } = "";

    /// <summary>Since when; of a schedule, the time that it was due.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset Since { get; init; }

    /// <summary>Why, in words.</summary>
    [Length(0, 512)]
    public string? Message { get; init; }

    /// <summary>It also goes against cooldown, backoff, blackouts and bad data.</summary>
    public bool? Force { get; init; }
}
