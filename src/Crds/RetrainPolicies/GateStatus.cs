using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>How a candidate compared.</summary>
public sealed record GateStatus
{
    /// <summary>The candidate.</summary>
    [Length(1, 63)]
    public string Candidate { get; init; } = "";

    /// <summary>The version that served.</summary>
    [Length(0, 63)]
    public string? Champion { get; init; }

    /// <summary>What came of it.</summary>
    public GateOutcome Outcome { get; init; }

    /// <summary>What they were compared by.</summary>
    public GateMethod? Method { get; init; }

    /// <summary>Why, in words.</summary>
    [Length(0, 1024)]
    public string? Message { get; init; }

    /// <summary>The digest of the holdout.</summary>
    [Length(0, 71)]
    public string? Holdout { get; init; }

    /// <summary>When.</summary>
    [JsonConverter(typeof(TimestampJsonConverter))]
    public DateTimeOffset? Time { get; init; }

    /// <summary>What was looked at.</summary>
    [Length(0, PromotionLimits.MaxEvidence)]
    [ListMap("name")]
    public IReadOnlyList<PromotionEvidence>? Evidence { get; init; }
}
