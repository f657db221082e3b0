using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Models.Planning;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>Which revision is to replace the stable one.</summary>
internal static class CandidatePolicy
{
    public static RolloutTurn Aim(RolloutFacts facts, RolloutTurn turn)
    {
        var state = turn.State;

        // What the spec asks for is not known at the moment: everything stays as it is.
        if (facts.Target is not { } target) return turn;
        if (state.Aborted is not null && (state.Aborted != target.Name || facts.Asked))
            state = (state.Phase == RolloutPhase.Aborted || state.Rollback ? state.WithoutRollout() : state) with { Aborted = null };
        if (facts.Demand.Idle) return AtZero(facts, turn with { State = state }, target);
        if (facts.Find(state.Stable) is not { Exists: true }) return turn with { State = Idle(state) };
        if (state.Aborted == target.Name)
        {
            // Back on the way to an earlier revision, or at rest beside what was taken back.
            var returning = state.Candidate is not null && facts.Find(state.Candidate) is not null;
            var stays = returning || state.Phase == RolloutPhase.Aborted;
            return turn with { State = stays ? state : state with { Candidate = null, Phase = null } };
        }

        if (target.Name == state.Stable)
            return state.Candidate is { } cancelled
                ? turn.With(state.WithoutRollout(),
                    new RolloutNote("RolloutCancelled", $"the spec is back at {target.Name}; {cancelled} goes"))
                : turn with { State = state };
        if (target.Name == state.Candidate) return StrategyPolicy.Follow(facts, turn with { State = state });
        if (facts.Rules.Paused) return turn with { State = state };
        return Outnumbered(facts, state, target) is { } before
            ? turn.With(state.WithoutRollout(), state.Candidate is null
                ? []
                : [new RolloutNote("RolloutCancelled", $"{target.Name} is wanted; {before} gives its share back first")])
            : Begin(facts, turn with { State = state }, target);
    }

    /// <summary>
    /// Where <c>maxSurge</c> has taken replicas from the stable revision, the one that has them gives its share back first
    /// (<see cref="ReturnPolicy"/>): the stable one could not carry everything at once.
    /// </summary>
    private static string? Outnumbered(RolloutFacts facts, RolloutState state, RevisionView target) =>
        facts.Rules.Surge is null || facts.Find(state.Stable) is not { } stable || stable.Settled >= facts.Demand.Count
            ? null
            : facts.Revisions.FirstOrDefault(view => view.Name != stable.Name && view.Name != target.Name && view.Available > 0
                && facts.Written?.Weight(view.Name) > 0)?.Name;

    private static RolloutTurn Begin(RolloutFacts facts, RolloutTurn turn, RevisionView target)
    {
        var state = turn.State.WithoutRollout() with { Candidate = target.Name, StartTime = Times.Whole(facts.Now), Probation = null };
        if (Recent(facts, turn.State.Stable, target))
            return turn.With(state.Promoted(facts.Rules) with { Rollback = true },
                new RolloutNote("RollbackStarted", $"{target.Name} served before and needs no steps"));
        return facts.Rules.Steps.Count == 0
            ? turn with { State = state.Promoted(facts.Rules) }
            : turn.With(state.At(0, facts.Rules),
                new RolloutNote("RolloutStarted", $"{target.Name} is to replace {state.Stable} in {facts.Rules.Steps.Count} steps"));
    }

    /// <summary>It is one of the last that served before the stable one.</summary>
    private static bool Recent(RolloutFacts facts, string? stable, RevisionView target) =>
        target is { Served: true, Recorded.TakenBackTime: null } && facts.Revisions.Where(view => view.Served && view.Name != stable)
            .OrderByDescending(view => view.Recorded!.PromotedTime).ThenByDescending(view => view.Recorded!.Number)
            .Take(facts.Rules.Window).Any(view => view.Name == target.Name);

    /// <summary>
    /// At zero there is nobody to try a revision on. One that was verified is the one that comes up; one that was not waits for its turn.
    /// </summary>
    private static RolloutTurn AtZero(RolloutFacts facts, RolloutTurn turn, RevisionView target)
    {
        var state = turn.State;
        var rest = Idle(state) with { Probation = null };
        var down = facts.Agreed && facts.Written is { Backends.Count: 0 } && facts.Revisions.All(view => view.Wanted == 0);
        if (!down || target is not { Verified: true, Deployment: not null } || state.Aborted is not null || facts.Rules.Paused)
            return turn with { State = rest };
        turn = turn with { State = rest with { Stable = target.Name } };
        return state.Stable is null || state.Stable == target.Name
            ? turn
            : turn.With(turn.State, new RolloutNote("PromotedWithoutTraffic",
                $"{target.Name} takes the place of {state.Stable} at zero replicas, by its digest alone; no request has reached it"));
    }

    /// <summary>Nothing is on its way; why something was taken back stays known.</summary>
    private static RolloutState Idle(RolloutState state) => state.Phase == RolloutPhase.Aborted ? state : state.WithoutRollout();
}
