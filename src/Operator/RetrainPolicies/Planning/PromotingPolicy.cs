using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Operator.Promotions;
using Modelwright.Operator.RetrainPolicies.Guards;
using Modelwright.Operator.RetrainPolicies.Resources;

namespace Modelwright.Operator.RetrainPolicies.Planning;

/// <summary>Follows a candidate that passed: its Promotion is made outside of blackouts, once, and its end is the candidate's.</summary>
internal static class PromotingPolicy
{
    private const int MostComparisons = 5;

    /// <summary>A candidate that waits for its way out.</summary>
    public static RetrainTurn LetGo(RetrainObserved observed, RetrainTurn turn, RetrainCycle cycle)
    {
        if (BlackoutPolicy.At(observed.Policy.Spec, BlackoutScope.Promotion, observed.Now) is { } hold)
            return (turn with { Hold = hold }).Record(RetrainDecision.Blocked, hold.Reason, $"{cycle.Version} waits: {hold.Message}",
                cycle.Triggers, cycle.Run);
        cycle = cycle with { Phase = CyclePhase.Promoting, Promotion = RetrainNames.Promotion(cycle.Run, cycle.Comparisons ?? 1) };
        return turn.With(status => status with { Cycle = cycle })
            .Do(RetrainPromotions.Create(observed.Policy, cycle, turn.Status.Gate!));
    }

    /// <summary>A candidate on its way out.</summary>
    public static RetrainTurn Follow(RetrainObserved observed, RetrainTurn turn, RetrainCycle cycle)
    {
        if (observed.Promotion is not { } promotion)
            return cycle.PromotionUid is null
                ? turn.Do(RetrainPromotions.Create(observed.Policy, cycle, turn.Status.Gate!))
                : CyclePolicy.Reject(observed, turn, cycle, "PromotionDeleted", $"Promotion {cycle.Promotion} was deleted");
        cycle = cycle with { PromotionUid = promotion.Metadata.Uid };
        turn = turn.With(status => status with { Cycle = cycle });
        return PromotionState.Succeeded(promotion) switch
        {
            { Status: "True" } end => turn.With(status => status with
            {
                Cycle = null,
                ConsecutiveFailures = null,
                ConsecutiveRejections = null,
                BackoffUntil = null,
            }).Record(RetrainDecision.Promoted, end.Reason, end.Message, cycle.Triggers, cycle.Run),
            { Status: "False", Reason: PromotionReasons.Stale } when cycle.Comparisons < MostComparisons =>
                turn.With(status => status with { Cycle = cycle with { Phase = CyclePhase.Comparing } }),
            { Status: "False", Reason: PromotionReasons.Superseded } end => turn.With(status => status with { Cycle = null })
                .Record(RetrainDecision.Withdrawn, end.Reason, end.Message, cycle.Triggers, cycle.Run),
            { Status: "False" } end => CyclePolicy.Reject(observed, turn, cycle, end.Reason, $"{cycle.Version}: {end.Message}"),
            _ => turn,
        };
    }
}
