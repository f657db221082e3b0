using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Promotions;

/// <summary>A figure that speaks for or against a version.</summary>
public sealed record PromotionEvidence
{
    /// <summary>What was looked at: a metric, or <c>bytes</c>.</summary>
    [Length(1, 128)]
    public string Name { get; init; } = "";

    /// <summary>The version's value.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Candidate { get; init; }

    /// <summary>The value of the version that serves.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Champion { get; init; }

    /// <summary>How much better the candidate is at least, at the confidence asked for; negative where it may be worse.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? LowerBound { get; init; }

    /// <summary>Rows that the values are from.</summary>
    [Range(0L, long.MaxValue)]
    public long? Rows { get; init; }

    /// <summary>Whether it is as it has to be.</summary>
    public bool Passed { get; init; }

    /// <summary>The rule and what came of it, in words.</summary>
    [Length(0, 512)]
    public string? Message { get; init; }
}
