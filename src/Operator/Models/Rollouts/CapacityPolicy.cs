using Modelwright.Crds.Models.Rollouts;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models.Planning;
using Modelwright.Operator.Models.Providers;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>
/// How many replicas the two sides of a rollout have. The stable revision keeps all of its own until the route has moved; where
/// <c>maxSurge</c> bounds the sum, it gives up only what the routers no longer ask of it.
/// </summary>
internal static class CapacityPolicy
{
    /// <summary>The replicas that the candidate needs for what it may have.</summary>
    public static int Need(RolloutState state, RolloutRules rules, int replicas) =>
        state.Phase == RolloutPhase.Stepping && state.Step < rules.Steps.Count
            ? rules.Need(state.Weight, state.Mirror, replicas)
            : replicas;

    /// <summary>The replicas that the candidate's Deployment is to have.</summary>
    public static int Candidate(RolloutState state, RolloutFacts facts, RevisionView candidate)
    {
        var (rules, replicas, stable) = (facts.Rules, facts.Demand.Count, facts.Find(state.Stable));
        var need = Need(state, rules, replicas);

        // Where replicas are the share, they may only be as many as the recorded state permits.
        if (rules.Provider == TrafficProvider.None && facts.Written?.Weight(candidate.Name) > 0)
            need = Math.Min(need, Math.Max(1, ReplicaShare.Count(facts.Recorded.Permitted(candidate.Name), replicas, rules.Surge)));
        if (rules.Surge is not { } surge || stable is null) return need;
        var room = Math.Max(replicas, stable.Wanted) + surge - stable.Wanted;
        return Math.Min(need, Math.Max(Math.Max(1, room), Math.Min(candidate.Wanted, need)));
    }

    /// <summary>The replicas that the stable revision's Deployment is to have.</summary>
    public static int Stable(RolloutState state, RolloutFacts facts, RevisionView stable, RouteDecision route)
    {
        var replicas = facts.Demand.Count;
        if (facts.Rules.Surge is not { } surge) return replicas;
        if (ReturnPolicy.Leaving(facts, state) is { } leaving)
            return Math.Max(Math.Min(stable.Wanted, replicas), Math.Min(replicas, replicas + surge - leaving.Wanted));
        if (state.Candidate is null || route.Written is not { } written || written.Weight(stable.Name) == 0) return replicas;
        return !facts.Agreed || route.Changes ? Math.Min(replicas, stable.Wanted) : Carry(written.Weight(stable.Name), replicas);
    }

    /// <summary>The replicas of a revision that is given up as the stable one gets its own again.</summary>
    public static int Leaving(RolloutFacts facts, RevisionView leaving, RouteDecision route) =>
        facts.Agreed && !route.Changes && route.Written is { } written
            ? Math.Min(leaving.Wanted, Carry(written.Weight(leaving.Name), facts.Demand.Count))
            : leaving.Wanted;

    /// <summary>
    /// The replicas for a share. Shares are whole percents, and the one of the other side was rounded down: 67 % of three replicas are two.
    /// </summary>
    private static int Carry(int weight, int replicas) => Math.Min(replicas, (replicas * Math.Max(0, weight - 1) / 100) + 1);
}
