namespace Modelwright.Operator.Models.Rollouts;

/// <summary>
/// One turn of a rollout: who has all requests by now, what people asked for, which revision is to take over, and how far it may go. A
/// share is only ever raised by what the status already says (<see cref="SplitPolicy"/>), so every decision is recorded before it acts.
/// </summary>
internal static class RolloutMachine
{
    /// <summary>The state after this turn.</summary>
    public static RolloutTurn Turn(RolloutFacts facts, IReadOnlyList<ActionRequest> actions)
    {
        var turn = new RolloutTurn(facts.Recorded, []);
        turn = PromotionPolicy.Settle(facts, turn);

        // Where nothing serves that could be gone back to, the wanted revision comes up without a rollout.
        if (facts.Find(turn.State.Stable) is not { Exists: true }) turn = turn with { State = turn.State.WithoutRollout() };
        turn = ActionPolicy.Obey(facts, turn, actions);
        turn = CandidatePolicy.Aim(facts, turn);
        turn = SafetyPolicy.Guard(facts, turn);
        return StepPolicy.Advance(facts, turn);
    }
}
