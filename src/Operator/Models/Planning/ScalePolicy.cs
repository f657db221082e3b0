namespace Modelwright.Operator.Models.Planning;

/// <summary>
/// How many replicas each revision has, and when it may go. What may be sent requests is never scaled down; what was replaced stays up for
/// <c>spec.rollout.scaleDownDelay</c>, so that going back to it is immediate.
/// </summary>
internal sealed class ScalePolicy(ModelObserved observed, IReadOnlyList<RevisionView> revisions, RouteDecision route, ReplicaTarget demand)
{
    private readonly RolloutTimes times = RolloutTimes.Of(observed.Model.Spec);

    /// <summary>The replicas that the revision's Deployment is to have.</summary>
    public int Replicas(RevisionView view)
    {
        var free = route.Free(view.Name);
        if (demand.Idle) return free || view.Deployment is null ? 0 : view.Wanted;
        if (view.Target is not null) return Wanted(view);
        if (view.Held) return view.Wanted;
        if (view.Name == route.Chosen) return demand.Count;

        // Back from zero, or from an outage, while the wanted revision is not ready: the one that served comes back, not nothing.
        if (route.Chosen is null && view.Deployment is not null && view.Name == observed.Model.Status?.StableRevision) return demand.Count;
        return free && Warm(view) is null ? 0 : view.Wanted;
    }

    /// <summary>Until when the revision stays up although it has been replaced; null once (or as long as) that does not hold it.</summary>
    public DateTimeOffset? Warm(RevisionView view)
    {
        if (!view.Served || view.Wanted == 0 || demand.Idle) return null;
        var until = (view.Recorded!.ReplacedTime ?? observed.Now) + times.ScaleDownDelay;
        return until > observed.Now ? until : null;
    }

    /// <summary>
    /// The revisions that stay: the wanted one (or, while the spec does not resolve to one, the one that was on its way), the serving one,
    /// those that may still get requests or still have pods, and the last ones that served. A revision that never served goes as soon as it
    /// is not wanted any more.
    /// </summary>
    public IReadOnlyList<RevisionView> Retained()
    {
        var needed = revisions.Where(view => view.Target is not null || view.Held
            || view.Name == route.Chosen || !route.Free(view.Name)).ToList();
        var earlier = revisions.Except(needed).Where(view => view.Served)
            .OrderByDescending(view => view.Recorded!.ReplacedTime ?? observed.Now)
            .ThenByDescending(view => view.Recorded!.Number).ToList();
        var kept = earlier.Where((view, index) => index < times.HistoryLimit || Warm(view) is not null).ToList();
        return [.. revisions.Where(view => needed.Contains(view) || kept.Contains(view))];
    }

    /// <summary>Where the digest is not known yet, one pod finds it out first, so that all others fetch the same bytes.</summary>
    private int Wanted(RevisionView view) =>
        view.Digest is null && route.Written?.Weight(view.Name) is null or 0 ? Math.Min(demand.Count, Math.Max(1, view.Wanted))
            : demand.Count;
}
