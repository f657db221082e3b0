using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Promotions;

/// <summary>What a person decided about a promotion.</summary>
public sealed record PromotionApproval
{
    /// <summary>The person.</summary>
    [Length(1, 253)]
    public string User { get; init; } = "";

    /// <summary>Yes or no.</summary>
    [WhenUnset(ApprovalDecision.Approve)]
    public ApprovalDecision? Decision { get; init; }

    /// <summary>Why.</summary>
    [Length(0, 1024)]
    public string? Comment { get; init; }
}
