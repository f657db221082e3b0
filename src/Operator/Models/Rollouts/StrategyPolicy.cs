using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>
/// Strategy or steps were edited while a rollout is under way: the share stays, and it goes on at the first step with a larger one.
/// </summary>
internal static class StrategyPolicy
{
    public static RolloutTurn Follow(RolloutFacts facts, RolloutTurn turn)
    {
        var (state, rules) = (turn.State, facts.Rules);
        if (state.Phase != RolloutPhase.Stepping || state.Rules == rules.Digest) return turn;
        var next = 0;
        while (next < rules.Steps.Count && rules.Steps[next].Weight <= state.Weight) next++;

        // A step that has what it has now, and no larger one: it must still be lived through, or a last look would be lost.
        if (next == rules.Steps.Count && next > 0) next--;
        var changed = rules.Steps.Count == 0 ? state.Promoted(rules) : state.At(next, rules);
        if (changed.Phase == RolloutPhase.Stepping) changed = changed with { Weight = Math.Max(changed.Weight, state.Weight) };
        return turn.With(changed, new RolloutNote("StrategyChanged", rules.Steps.Count == 0
            ? $"there are no steps any more; {state.Candidate} gets all requests"
            : $"the steps were edited; {state.Candidate} goes on from {state.Weight} % at step {next + 1} of {rules.Steps.Count}"));
    }
}
