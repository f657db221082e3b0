using System.Text.Json;
using Modelwright.Crds;
using Modelwright.Crds.Promotions;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Promotions;

/// <summary>
/// Decides about a Promotion. All it ever does is to write its status; the Model reads from there where its channel leads. A Promotion that
/// has ended is a record and is not looked at again.
/// </summary>
public static class PromotionPlanner
{
    /// <summary>Makes the plan.</summary>
    public static Plan Plan(PromotionObserved observed) =>
        PromotionState.HasEnded(observed.Promotion) ? Runtime.Planning.Plan.Empty : Report(observed, Decide(observed));

    private static PromotionDecision Decide(PromotionObserved observed)
    {
        if (PromotionCheck.Problem(observed.Promotion) is { } problem)
            return PromotionDecision.Fail(observed.Promotion.Status ?? new(), PromotionReasons.InvalidSpec, problem);
        return observed.Promotion.Status?.Number is null ? ApprovalPolicy.Decide(observed) : RolloutPolicy.Decide(observed);
    }

    private static Plan Report(PromotionObserved observed, PromotionDecision decision)
    {
        var (promotion, verdict) = (observed.Promotion, decision.Verdict);
        var reference = ObjectReference.To(promotion);
        var status = decision.Status with
        {
            ObservedGeneration = promotion.Metadata.Generation,
            Conditions = Conditions.Update(promotion.Status?.Conditions, [verdict], promotion.Metadata.Generation, observed.Now),
            CompletionTime = verdict.Holds is null ? null : Times.Whole(observed.Now),
        };
        List<Effect> effects = [];
        if (PromotionState.Succeeded(promotion)?.Reason != verdict.Reason)
            effects.Add(new Emit(reference, verdict.Holds == false ? EventSeverity.Warning : EventSeverity.Normal, verdict.Reason,
                "Promote", verdict.Message));
        effects.Add(new PatchStatus(reference.Type, reference.Key, JsonSerializer.SerializeToNode(status, CrdJson.Options)!.AsObject()));
        return new() { Effects = effects, WakeAfter = decision.WakeAfter };
    }
}
