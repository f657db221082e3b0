using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Traffic;

namespace Modelwright.Operator.Models.Planning;

/// <summary>The whole status, from the decision and from what the status remembered.</summary>
internal static class StatusPolicy
{
    private const int MaxMessage = 1024;

    public static ModelStatus Of(ModelDecision decision)
    {
        var (observed, progress) = (decision.Observed, decision.Progress);
        var model = observed.Model;
        var serving = decision.Revisions.Where(view => decision.Traffic.Shares.Any(share => share.Revision == view.Name)).ToList();
        return new()
        {
            ObservedGeneration = model.Metadata.Generation,
            Conditions = Conditions.Update(
                model.Status?.Conditions, ConditionsPolicy.Of(decision), model.Metadata.Generation, observed.Now),
            Phase = PhasePolicy.Of(decision),
            Url = Addresses.Url(observed, decision.Route),
            Replicas = serving.Sum(view => view.Deployment?.Replicas ?? 0),
            ReadyReplicas = serving.Sum(view => view.Deployment?.Ready ?? 0),
            Selector = Selector(decision),
            StableRevision = decision.Traffic.Stable,
            NextRevision = progress.Next,
            Channel = observed.Channel,
            Traffic = decision.Traffic.Shares.Count > 0 ? decision.Traffic.Shares : null,
            Route = Route(decision),
            AbortedRevision = decision.State.Aborted,
            Rollout = progress.Next is null && decision.State.Phase is null ? null : RolloutStatusPolicy.Of(decision),
            Probation = decision.State.Probation,
            Activity = decision.Sleep.Status is { } activity && activity != new ActivityStatus() ? activity : null,
            Actions = decision.Actions,
            Analysis = decision.Facts.Analysis?.Status ?? model.Status?.Analysis,
            Drift = decision.Monitoring.Drift,
            DataQuality = decision.Monitoring.Quality,
            Performance = decision.Monitoring.Performance,
            Revisions = Revisions(decision),
        };
    }

    private static RouteStatus? Route(ModelDecision decision)
    {
        if ((decision.Route.Wanted ?? decision.Route.Written) is not { } route) return null;
        var routers = decision.Acknowledgement;
        return new()
        {
            Revision = route.Revision,
            Provider = decision.Route.Provider == TrafficProvider.Router ? null : decision.Route.Provider,
            Routers = routers.Routers,
            Acknowledged = routers.Acknowledged,
        };
    }

    /// <summary>Autoscalers are to measure the pods that do the work, not those that are kept warm.</summary>
    private static string Selector(ModelDecision decision)
    {
        var model = $"{Labels.Model}={decision.Observed.Model.Metadata.Name}";
        var revision = decision.Traffic.Stable ?? decision.Target?.Name;
        return revision is null ? model : $"{model},{Labels.Revision}={revision}";
    }

    private static List<ModelRevision>? Revisions(ModelDecision decision)
    {
        List<ModelRevision> all = [.. decision.Retained.Select(view => Revision(decision, view, decision.Numbers[view.Name]))
            .OrderByDescending(revision => revision.Number).Take(ModelLimits.MaxRevisions)];
        return all.Count > 0 ? all : null;
    }

    private static ModelRevision Revision(ModelDecision decision, RevisionView view, long number)
    {
        var now = Times.Whole(decision.Observed.Now);
        var problem = !decision.Demand.Idle || view.Wanted > 0 ? view.Problem : null;
        return new()
        {
            Name = view.Name,
            Number = number,
            Uri = view.Target?.Uri.ToString() ?? view.Recorded?.Uri ?? view.Snapshot?.Uri,
            Version = view.Target?.Version ?? view.Recorded?.Version ?? view.Snapshot?.Version,
            Digest = view.Digest,
            State = State(decision, view),
            Replicas = view.Deployment?.Replicas ?? 0,
            ReadyReplicas = view.Deployment?.Ready ?? 0,
            Reason = problem?.Reason,
            Message = problem is null ? null : Cut(problem.Message),
            CreatedTime = view.Recorded?.CreatedTime ?? view.Deployment?.CreatedTime ?? now,
            TakenBackTime = decision.Traffic.Began.Contains(view.Name) || IsKept(decision, view) ? null
                : view.Recorded?.TakenBackTime ?? (decision.State.Aborted == view.Name ? now : null),
            VerifiedTime = view.Recorded?.VerifiedTime ?? (view.Available > 0 ? now : null),
            PromotedTime = decision.Traffic.Began.Contains(view.Name) ? now : view.Recorded?.PromotedTime,
            PromotedWithoutTraffic = Untried(decision, view) ? true : null,
            ReplacedTime = decision.Traffic.Ended.Contains(view.Name) && view.Served ? now
                : decision.Traffic.Began.Contains(view.Name) ? null : view.Recorded?.ReplacedTime,
        };
    }

    /// <summary>It became the stable one at zero replicas, and has had no request since.</summary>
    private static bool Untried(ModelDecision decision, RevisionView view) =>
        decision.Route.Written?.Weight(view.Name) is null or 0
        && ((decision.Demand.Idle && decision.Traffic.Began.Contains(view.Name)) || view.Recorded?.PromotedWithoutTraffic == true);

    /// <summary>It serves, and is not what was taken back.</summary>
    private static bool IsKept(ModelDecision decision, RevisionView view) =>
        decision.Traffic.Stable == view.Name && decision.State.Aborted != view.Name;

    private static RevisionState State(ModelDecision decision, RevisionView view)
    {
        if (decision.Route.Written?.Weight(view.Name) > 0 && view.Available > 0) return RevisionState.Serving;
        if (view.Problem is { Reason: not ModelReasons.MinimumReplicasUnavailable } && view.Available == 0 && view.Wanted > 0)
            return RevisionState.Failed;
        if (view.Available > 0) return RevisionState.Standby;
        return view.Served && view.Wanted == 0 ? RevisionState.Retired : RevisionState.Starting;
    }

    internal static string Cut(string text) => text.Length <= MaxMessage ? text : text[..(MaxMessage - 1)] + "…";
}
