using Modelwright.Crds.Promotions;

namespace Modelwright.Operator.Promotions;

/// <summary>What a look at a Promotion came to.</summary>
/// <param name="Status">The parts of the status that the decision changed.</param>
/// <param name="Verdict">The condition <c>Succeeded</c>.</param>
/// <param name="WakeAfter">When to look again although nothing changed.</param>
internal sealed record PromotionDecision(PromotionStatus Status, Verdict Verdict, TimeSpan? WakeAfter = null)
{
    /// <summary>It goes on.</summary>
    public static PromotionDecision Continue(PromotionStatus status, string reason, string message, TimeSpan? wake = null) =>
        new(status, new(PromotionConditions.Succeeded, null, reason, message), wake);

    /// <summary>It has failed.</summary>
    public static PromotionDecision Fail(PromotionStatus status, string reason, string message) =>
        new(status, new(PromotionConditions.Succeeded, false, reason, message));
}
