using Modelwright.Operator.Models.Rollouts;

namespace Modelwright.Operator.Models.Planning;

/// <summary>
/// Which revision answers whatever a candidate does not get. The stable one (or, before there is one, the wanted one) once all its replicas
/// are ready; until then whichever serves; and whichever can where that one cannot.
/// </summary>
internal static class ServingPolicy
{
    public static RevisionView? Choose(RolloutFacts facts, RolloutState state)
    {
        var stable = facts.Find(state.Stable) is { Exists: true } found ? found : null;
        var goal = stable ?? facts.Target;
        if (goal is { CanServe: true } && goal.Settled >= facts.Demand.Count) return goal;
        var current = Current(facts, state, stable);

        // Who stands in for the stable one gives way as soon as that one can carry as much.
        if (stable is { CanServe: true } && current is not null && stable.Settled >= current.Available) return stable;
        if (current?.Available > 0 && !(current.Name == state.Aborted && goal?.CanServe == true)) return current;

        // Back from zero: the one that served is on its way; a candidate does not get ahead of it, another that served may stand in.
        var isBack = current is null && stable is { Problem: null, CanServe: false, Deployment: not null };
        return facts.Revisions.Where(view => view.CanServe && (!isBack || (view.Served && view.Name != state.Candidate)))
            .OrderByDescending(view => view.Name == goal?.Name)
            .ThenByDescending(view => view.Name == state.Candidate)
            .ThenBy(view => view.Name == state.Aborted)
            .ThenByDescending(view => view.Target is not null)
            .ThenByDescending(view => view.Recorded?.PromotedTime)
            .FirstOrDefault() ?? current;
    }

    private static RevisionView? Current(RolloutFacts facts, RolloutState state, RevisionView? stable)
    {
        if (facts.Written is not { } written)
            // The record is lost: it goes on from who served by the status.
            return facts.Revisions.FirstOrDefault(view => view.CanServe && view.Name == state.Stable);
        if (stable is { Available: > 0 } && written.Weight(stable.Name) > 0) return stable;
        return facts.Revisions.Where(view => view.Deployment is not null && written.Weight(view.Name) > 0)
            .OrderByDescending(view => view.Available > 0).ThenByDescending(view => written.Weight(view.Name)).FirstOrDefault();
    }
}
