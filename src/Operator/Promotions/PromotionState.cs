using k8s.Models;
using Modelwright.Crds.Promotions;

namespace Modelwright.Operator.Promotions;

/// <summary>Reads how a Promotion stands.</summary>
internal static class PromotionState
{
    /// <summary>The condition that says it; null before its first look.</summary>
    public static V1Condition? Succeeded(Promotion promotion) =>
        promotion.Status?.Conditions?.FirstOrDefault(condition => condition.Type == PromotionConditions.Succeeded);

    /// <summary>It came to its end.</summary>
    public static bool HasEnded(Promotion promotion) => Succeeded(promotion) is { Status: not "Unknown" };
}
