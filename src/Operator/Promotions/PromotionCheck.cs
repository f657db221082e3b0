using Modelwright.Crds.Promotions;
using Modelwright.Operator.Specs;

namespace Modelwright.Operator.Promotions;

/// <summary>What the API server's rules see, for servers that evaluate less.</summary>
internal static class PromotionCheck
{
    /// <summary>Why the Promotion cannot be carried out as written; null when it can.</summary>
    public static string? Problem(Promotion promotion)
    {
        if (FieldRules.Name(promotion.Metadata.Name, 63, "the Model's status names it") is { } name) return name;
        if (SpecValidator.Check(promotion.Spec, "spec").FirstOrDefault() is { } broken) return broken;
        return promotion.Spec.ApprovalTimeout is not null && promotion.Spec.RequiredApprovals is null
            ? "spec.approvalTimeout: it needs spec.requiredApprovals; without it nobody is waited for"
            : null;
    }
}
