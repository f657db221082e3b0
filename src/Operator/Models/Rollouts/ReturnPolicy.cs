using Modelwright.Operator.Models.Planning;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>
/// Where <c>maxSurge</c> has taken replicas from the stable revision and the spec goes back to it, the revision that is given up goes on
/// answering what the stable one cannot answer yet, and gives up its replicas as that one gets its own again. One that was taken back
/// gets nothing more at once, whatever that costs.
/// </summary>
internal static class ReturnPolicy
{
    /// <summary>The revision that is being given up in this way; null: none is.</summary>
    public static RevisionView? Leaving(RolloutFacts facts, RolloutState state) =>
        facts.Rules.Surge is null || facts.Demand.Idle || state.Candidate is not null || facts.Find(state.Stable)?.Deployment is null
            ? null
            : facts.Revisions.Where(view => view.Name != state.Stable && view.Name != state.Aborted && Answers(facts, view))
                .MaxBy(view => facts.Written!.Weight(view.Name));

    /// <summary>The stable revision's share meanwhile.</summary>
    public static int Share(RolloutFacts facts, RevisionView stable) => stable.Address is null
        ? 0
        : Math.Clamp(100 * stable.Settled / Math.Max(1, facts.Demand.Count), Math.Min(100, facts.Written!.Weight(stable.Name)), 100);

    private static bool Answers(RolloutFacts facts, RevisionView view) =>
        view is { Available: > 0, Address: not null, Deployment: not null } && facts.Written?.Weight(view.Name) > 0;
}
