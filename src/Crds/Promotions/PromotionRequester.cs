using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Promotions;

/// <summary>Who asks for a promotion.</summary>
public sealed record PromotionRequester
{
    /// <summary>A person or a policy.</summary>
    public RequesterKind Kind { get; init; }

    /// <summary>The person's name as the cluster knows it, or the policy's name.</summary>
    [Length(1, 253)]
    public string Name { get; init; } = "";
}
