using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models.Planning;
using Modelwright.Operator.Models.Rollouts;

namespace Modelwright.Operator.Models.Providers;

/// <summary>
/// With provider None a share is a number of replicas: of n that serve and c that are new, the new ones get c / (n + c), or, where
/// <c>maxSurge</c> has the old ones make room, c / n.
/// </summary>
internal static class ReplicaShare
{
    /// <summary>
    /// The most new replicas that have no more than the share; 0: one would have more already. Never more than the Model has, so that
    /// without <c>maxSurge</c> half of the requests is the most before all of them.
    /// </summary>
    public static int Count(int weight, int replicas, int? surge) => weight switch
    {
        <= 0 => 0,
        >= 100 => replicas,
        _ => surge is null ? Math.Min(replicas, replicas * weight / (100 - weight)) : replicas * weight / 100,
    };

    /// <summary>The candidate's step asks for less than one replica gets.</summary>
    public static bool IsImpossible(RolloutRules rules, int weight, int replicas) =>
        rules.Provider == TrafficProvider.None && weight > 0 && replicas > 0 && Count(weight, replicas, rules.Surge) == 0;

    /// <summary>The share of a step as far as replicas can give it at all.</summary>
    public static int Permitted(RolloutFacts facts, RolloutState state, RevisionView candidate, int permitted)
    {
        if (facts.Rules.Provider != TrafficProvider.None || permitted == 0) return permitted;
        if (IsImpossible(facts.Rules, permitted, facts.Demand.Count)) return 0;

        // The Service will select every pod of the Model, so nobody else may have any.
        var carries = facts.Written?.Weight(candidate.Name) > 0;
        var switches = permitted == 100 && facts.Rules.Surge is null;
        return carries || switches || !Others(facts, state).Any(HasPods) ? permitted : 0;
    }

    /// <summary>While the Service selects every pod of the Model, a revision without a share gets none.</summary>
    public static bool MustWait(RolloutFacts facts, RevisionView view) =>
        facts.Rules.Provider == TrafficProvider.None && facts.Written is { } written && written.Weight(view.Name) == 0
        && written.Backends.Count(backend => backend.Weight > 0) > 1;

    /// <summary>The candidate is to have a share beside the stable revision, so that nothing else may be kept warm.</summary>
    public static bool Crowded(RolloutFacts facts, RolloutState state, RevisionView view) =>
        facts.Rules.Provider == TrafficProvider.None && state.Candidate is not null && view.Name != state.Candidate
        && view.Name != state.Stable && state.Permitted(state.Candidate) > 0;

    /// <summary>The shares that the replicas which answer come to; null where nobody answers.</summary>
    public static IReadOnlyList<int>? Real(IReadOnlyList<int> replicas)
    {
        var all = replicas.Sum();
        if (all == 0) return null;
        List<int> shares = [.. replicas.Select(count => ((200 * count) + all) / (2 * all))];
        shares[0] = 100 - shares.Skip(1).Sum();
        return shares;
    }

    /// <summary>What would make a step possible.</summary>
    public static string Advice(RolloutRules rules, int weight, int replicas)
    {
        var (needs, least) = rules.Surge is null
            ? ((100 - weight + weight - 1) / weight, (100 + replicas) / (replicas + 1))
            : ((100 + weight - 1) / weight, (100 + replicas - 1) / replicas);
        return $"{weight} % of the requests is less than one replica beside {replicas} gets with spec.traffic.provider None, "
            + $"about {least} %; provider Router gives exact shares; or have at least {needs} replicas, or make the step at least "
            + $"{least} %";
    }

    private static bool HasPods(RevisionView view) => view.Wanted > 0 || view.Deployment?.Replicas > 0;

    private static IEnumerable<RevisionView> Others(RolloutFacts facts, RolloutState state) =>
        facts.Revisions.Where(view => view.Name != state.Candidate && view.Name != state.Stable);
}
