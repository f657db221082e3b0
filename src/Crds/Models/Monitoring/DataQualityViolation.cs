using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>Bad data in one feature. Shares are decimals as text.</summary>
public sealed record DataQualityViolation
{
    /// <summary>The feature's name.</summary>
    [Length(1, 256)]
    public string Feature { get; init; } = "";

    /// <summary>In what way.</summary>
    public ViolationKind Kind { get; init; }

    /// <summary>The share of such values in the window.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Share { get; init; }

    /// <summary>The profile's share.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Reference { get; init; }

    /// <summary>The share that would have been tolerated.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Limit { get; init; }

    /// <summary>Since when it is so in every window.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Since { get; init; }
}
