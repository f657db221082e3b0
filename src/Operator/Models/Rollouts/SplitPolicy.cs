using Modelwright.Crds.Models.Rollouts;

using Modelwright.Operator.Models.Providers;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>
/// The candidate's share of the requests. It rises only to what the recorded state permits and its replicas can carry, and falls at once
/// with whichever state permits less.
/// </summary>
internal static class SplitPolicy
{
    /// <summary>The share, in percent.</summary>
    public static int Weight(RolloutFacts facts, RolloutState state)
    {
        if (facts.Find(state.Candidate) is not { } candidate) return 0;
        var permitted = Math.Min(facts.Recorded.Permitted(candidate.Name), state.Permitted(candidate.Name));
        permitted = ReplicaShare.Permitted(facts, state, candidate, permitted);
        var now = facts.Written?.Weight(candidate.Name) ?? 0;
        if (candidate.Available == 0 || candidate.Address is null) return 0;
        if (permitted <= now) return permitted;

        // A pause keeps a share from growing, not one that was lost from coming back.
        var paused = (state.PausedTime is not null || facts.Rules.Paused) && state.LostTime is null;
        var frozen = facts.Target is null || paused;
        if (!candidate.CanServe || frozen || OthersCarry(facts, state)) return now;
        if (candidate.Settled >= CapacityPolicy.Need(state, facts.Rules, facts.Demand.Count)) return permitted;
        return facts.Rules.Surge is null
            ? now
            : Math.Clamp(100 * candidate.Settled / Math.Max(1, facts.Demand.Count), now, permitted);
    }

    /// <summary>The share of copies, in percent.</summary>
    public static int Mirror(RolloutFacts facts, RolloutState state)
    {
        if (facts.Find(state.Candidate) is not { CanServe: true } candidate) return 0;
        var permitted = Math.Min(facts.Recorded.PermittedMirror(candidate.Name), state.PermittedMirror(candidate.Name));
        var ready = candidate.Settled >= CapacityPolicy.Need(state, facts.Rules, facts.Demand.Count);
        return ready || facts.Written?.Mirror?.Revision == candidate.Name ? permitted : 0;
    }

    /// <summary>A revision of an earlier rollout may still get requests; its share goes back to the stable one first.</summary>
    private static bool OthersCarry(RolloutFacts facts, RolloutState state) =>
        (state.Phase == RolloutPhase.Stepping && !facts.Agreed)
        || facts.Written?.Backends.Any(backend =>
            backend.Weight > 0 && backend.Revision != state.Candidate && backend.Revision != state.Stable) == true;
}
