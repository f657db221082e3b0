using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>Something that was decided.</summary>
public sealed record DecisionRecord
{
    /// <summary>When.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset Time { get; init; }

    /// <summary>What.</summary>
    public RetrainDecision Decision { get; init; }

    /// <summary>Why, in a word.</summary>
    [Length(1, 64)]
    public string Reason { get; init; } = "";

    /// <summary>Why, in words.</summary>
    [Length(0, 512)]
    public string? Message { get; init; }

    /// <summary>What had asked for it.</summary>
    [Length(0, RetrainLimits.MaxTriggers + 1)]
    [ItemLength(1, 40)]
    public IReadOnlyList<string>? Triggers { get; init; }

    /// <summary>The run that it is about.</summary>
    [Length(0, 52)]
    public string? Run { get; init; }
}
