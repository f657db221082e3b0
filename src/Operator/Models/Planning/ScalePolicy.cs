using Modelwright.Operator.Models.Providers;
using Modelwright.Operator.Models.Rollouts;

namespace Modelwright.Operator.Models.Planning;

/// <summary>
/// How many replicas each revision has, and when it may go. What may be sent requests is never scaled down; what was replaced stays up for
/// <c>spec.rollout.scaleDownDelay</c>, or as long as its successor is on probation, so that going back to it is immediate.
/// </summary>
internal sealed class ScalePolicy(ModelObserved observed, RolloutFacts facts, RolloutState state, RouteDecision route)
{
    private readonly RolloutTimes times = RolloutTimes.Of(observed.Model.Spec);
    private readonly ReplicaTarget demand = facts.Demand;

    /// <summary>The replicas that the revision's Deployment is to have.</summary>
    public int Replicas(RevisionView view)
    {
        var free = route.Free(view.Name);
        if (demand.Asleep && view is { Target: not null, Verified: false }) return 1;
        if (demand.Idle) return free || view.Deployment is null ? 0 : view.Wanted;
        if (view.Wanted == 0 && ReplicaShare.MustWait(facts, view)) return 0;
        if (view.Name == state.Candidate) return First(view, CapacityPolicy.Candidate(state, facts, view));
        if (view.Name == state.Stable && view.Exists)
            return CapacityPolicy.Stable(state, facts, view, route);
        if (view.Name == ReturnPolicy.Leaving(facts, state)?.Name) return CapacityPolicy.Leaving(facts, view, route);
        if (view.Target is not null && view.Name != state.Aborted && facts.Find(state.Stable)?.Exists != true)
            return First(view, demand.Count);

        if (view.Deployment is null && state.Probation?.Previous == view.Name) return demand.Count;

        // What has just been replaced goes once that is recorded; whoever took over before would bring it up again.
        if (view.Held || view.Name == facts.Recorded.Stable) return view.Wanted;
        if (view.Name == route.Chosen) return Math.Max(view.Wanted, StandIn());
        return free && Warm(view) is null ? 0 : view.Wanted;
    }

    /// <summary>
    /// The replicas of a revision that stands in for the stable one: what that one leaves, where <c>maxSurge</c> bounds both.
    /// </summary>
    private int StandIn() => facts.Rules.Surge is { } surge && facts.Find(state.Stable) is { Exists: true } stable
        ? Math.Clamp(demand.Count + surge - Math.Max(stable.Wanted, demand.Count), 1, Math.Max(1, demand.Count))
        : demand.Count;

    /// <summary>Until when the revision stays up although it has no requests; null once (or as long as) that does not hold it.</summary>
    public DateTimeOffset? Warm(RevisionView view)
    {
        if (view.Wanted == 0 || demand.Idle || ReplicaShare.Crowded(facts, state, view)) return null;
        DateTimeOffset?[] reasons =
        [
            view.Served ? (view.Recorded!.ReplacedTime ?? observed.Now) + times.ScaleDownDelay : null,
            view.Name == state.Aborted ? state.EndTime + facts.Rules.AbortDelay : null,
            state.Probation?.Previous == view.Name ? state.Probation.EndTime : null,
        ];
        return reasons.Max() is { } until && until > observed.Now ? until : null;
    }

    /// <summary>
    /// The revisions that stay: the wanted one (or, while the spec does not resolve to one, the one that was on its way), the serving one,
    /// those that may still get requests or still have pods, and the last ones that served. A revision that never served goes as soon as it
    /// is not wanted any more. One that has no Deployment left is not made again only because a router may still know it.
    /// </summary>
    public IReadOnlyList<RevisionView> Retained()
    {
        var revisions = facts.Revisions;
        var needed = revisions.Where(view => view.Target is not null || view.Held
            || view.Name == route.Chosen || view.Name == state.Candidate || view.Name == state.Stable
            || (view.Deployment is not null && !route.Free(view.Name))).ToList();
        var earlier = revisions.Except(needed).Where(view => view.Served)
            .OrderByDescending(view => view.Recorded!.ReplacedTime ?? observed.Now)
            .ThenByDescending(view => view.Recorded!.Number).ToList();
        var kept = earlier.Where((view, index) => index < times.HistoryLimit || Warm(view) is not null).ToList();
        return [.. revisions.Where(view => needed.Contains(view) || kept.Contains(view))];
    }

    /// <summary>Where the digest is not known yet, one pod finds it out first, so that all others fetch the same bytes.</summary>
    private int First(RevisionView view, int replicas) =>
        view.Digest is null && route.Written?.Weight(view.Name) is null or 0 ? Math.Min(replicas, Math.Max(1, view.Wanted)) : replicas;
}
