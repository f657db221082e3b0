using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Models.Planning;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>
/// How many replicas the two sides of a rollout have. The stable revision keeps all of its own until the route has moved; where
/// <c>maxSurge</c> bounds the sum, it gives up only what the routers no longer ask of it.
/// </summary>
internal static class CapacityPolicy
{
    /// <summary>The replicas that the candidate needs for what it may have.</summary>
    public static int Need(RolloutState state, RolloutRules rules, int replicas) =>
        state.Phase == RolloutPhase.Stepping && state.Step < rules.Steps.Count ? rules.Need(rules.Steps[state.Step], replicas) : replicas;

    /// <summary>The replicas that the candidate's Deployment is to have.</summary>
    public static int Candidate(RolloutState state, RolloutRules rules, int replicas, RevisionView candidate, RevisionView? stable)
    {
        var need = Need(state, rules, replicas);
        if (rules.Surge is not { } surge || stable is null) return need;
        var room = Math.Max(replicas, stable.Wanted) + surge - stable.Wanted;
        return Math.Min(need, Math.Max(Math.Max(1, room), Math.Min(candidate.Wanted, need)));
    }

    /// <summary>The replicas that the stable revision's Deployment is to have.</summary>
    public static int Stable(RolloutState state, RolloutRules rules, int replicas, RevisionView stable, RouteDecision route, bool agreed)
    {
        if (rules.Surge is null || state.Candidate is null || route.Written is not { } written || written.Weight(stable.Name) == 0)
            return replicas;
        if (!agreed || route.Changes) return Math.Max(stable.Wanted, Math.Min(replicas, stable.Wanted));
        return Math.Min(replicas, Math.Max(1, (int)Math.Ceiling(replicas * written.Weight(stable.Name) / 100.0)));
    }
}
