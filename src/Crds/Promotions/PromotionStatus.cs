using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using k8s.Models;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Promotions;

/// <summary>What became of a promotion.</summary>
public sealed record PromotionStatus
{
    /// <summary>The <c>metadata.generation</c> that this status is about.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The state: <c>Succeeded</c> is unknown until the end, with what is waited for as the reason.</summary>
    [Length(0, 8)]
    [ListMap("type")]
    public IReadOnlyList<V1Condition>? Conditions { get; init; }

    /// <summary>Its place among the decisions about the channel, which leads to the version of the highest number.</summary>
    [Range(1L, long.MaxValue)]
    public long? Number { get; init; }

    /// <summary>The version that the channel leads to since then.</summary>
    [Length(0, 63)]
    public string? Version { get; init; }

    /// <summary>The version that the Model served beside it; the channel leads there when this one is taken back.</summary>
    [Length(0, 63)]
    public string? Previous { get; init; }

    /// <summary>Who approved it.</summary>
    [Length(0, PromotionLimits.MaxApprovals)]
    [ItemLength(1, 253)]
    public IReadOnlyList<string>? ApprovedBy { get; init; }

    /// <summary>When it was decided that the channel leads to the version.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? DecidedTime { get; init; }

    /// <summary>What the Model's analysis said of the version, where there was one.</summary>
    [Length(0, 1024)]
    public string? Analysis { get; init; }

    /// <summary>When it ended.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? CompletionTime { get; init; }
}
