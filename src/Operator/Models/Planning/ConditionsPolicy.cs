using System.Globalization;
using Modelwright.Crds.Models;
using Modelwright.Operator.Models.Providers;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Models.Planning;

/// <summary>The Model's conditions: each a question with one answer, in words that a person can act on.</summary>
internal static class ConditionsPolicy
{
    /// <summary>kstatus: the object is on its way. Present only while it is.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>kstatus: the object needs a person. Present only while it does.</summary>
    public const string Stalled = "Stalled";

    /// <summary>All conditions that the Model has now.</summary>
    public static IReadOnlyList<Verdict> Of(ModelDecision decision)
    {
        var (progressing, ready) = (Progressing(decision), Ready(decision));
        List<Verdict> verdicts = [Available(decision), progressing, ready, RouteReady(decision)];
        if (ready.Holds == true || (decision.Rest == Rest.Unverified && decision.Problem is null)) return verdicts;
        var stalled = decision.Problem?.NeedsAction == true || decision.Progress.Late
            || (decision.Aborted && decision.State.Candidate is null);
        verdicts.Add(stalled ? ready with { Type = Stalled, Holds = true } : progressing with { Type = Reconciling, Holds = true });
        return verdicts;
    }

    private static Verdict Available(ModelDecision decision)
    {
        Verdict Say(bool holds, string reason, string message) => new(ModelConditions.Available, holds, reason, message);
        if (decision.Demand.Idle) return Say(false, ModelReasons.ScaledToZero, AtZero(decision));
        if (decision.Serving is not { Available: > 0 } serving)
            return Say(false, ModelReasons.MinimumReplicasUnavailable, decision.Problem?.Message ?? Waiting(decision));
        if (decision.Acknowledgement.Following == 0 && CarrierWords.Nobody(decision) is { } nobody)
            return Say(false, nobody.Reason, nobody.Message);
        if (decision.Acknowledgement.Following == 0)
            return Say(false, ModelReasons.RouterUnavailable,
                decision.Observed.RouterRefusal is not null ? NoRouter(decision)
                    : decision.Acknowledgement.Trouble ?? "no router of the namespace takes requests yet");
        if (decision.Locked is { } locked) return Say(false, locked.Reason, locked.Message);
        return Say(true, ModelReasons.MinimumReplicasAvailable, $"{serving.Name} answers requests with {Count(serving.Available)}");
    }

    private static Verdict RouteReady(ModelDecision decision)
    {
        Verdict Say(bool holds, string reason, string message) => new(ModelConditions.RouteReady, holds, reason, message);
        if (CarrierWords.RouteReady(decision) is { } said) return said;
        var routers = decision.Acknowledgement;
        if (routers.Routers == 0) return Say(false, ModelReasons.RouterUnavailable, NoRouter(decision));
        if (decision.Locked is { } locked) return Say(false, locked.Reason, locked.Message);
        if (decision.Unlocked) return Say(false, ModelReasons.WaitingForRouters, Unlocked(decision));
        if (routers.Complete)
            return Say(true, ModelReasons.RouteAcknowledged, $"all routers follow route {decision.Route.Written!.Revision}");
        if (decision.Observed.RouterRefusal is not null) return Say(false, ModelReasons.RouterUnavailable, NoRouter(decision));
        var progress = $"{routers.Acknowledged} of {routers.Routers} routers follow the newest route";
        return Say(false, ModelReasons.WaitingForRouters, routers.Trouble is null ? progress : $"{progress}; {routers.Trouble}");
    }

    private static Verdict Progressing(ModelDecision decision)
    {
        Verdict Say(bool holds, string reason, string message) => new(ModelConditions.Progressing, holds, reason, message);
        var target = decision.Target;
        if (decision.Problem is { } problem) return Say(false, problem.Reason, problem.Message);
        if (decision.Verifying) return Say(true, ModelReasons.WaitingForReplicas, Verifying(decision));
        if (decision.Demand.Idle && decision.Resolution.Waiting is null)
            return Say(true, ModelReasons.RolloutCompleted, "the Model is at zero replicas; nothing is to be replaced");
        if (target is null) return Say(true, ModelReasons.WaitingForReplicas, decision.Resolution.Waiting ?? "waiting");
        if (decision.Progress.Late)
            return Say(false, ModelReasons.ProgressDeadlineExceeded,
                $"{target.Name} was not ready within spec.rollout.progressDeadline; {Waiting(decision)}");
        if (decision.Complete) return Say(true, ModelReasons.RolloutCompleted, $"{target.Name} has all traffic");
        if (RolloutVerdict.Progressing(decision) is { } rollout) return rollout;
        if (target.Deployment is null && decision.Observed.AccountExists)
            return Say(true, ModelReasons.NewRevisionCreated, $"{target.Name} was created");
        return decision.Route.Chosen == target.Name && target.Settled >= decision.Replicas
            ? Say(true, ModelReasons.SwitchingTraffic, $"the routers are being told to use {target.Name}")
            : Say(true, ModelReasons.WaitingForReplicas, Waiting(decision));
    }

    private static Verdict Ready(ModelDecision decision)
    {
        Verdict Say(bool? holds, string reason, string message) => new(ModelConditions.Ready, holds, reason, message);
        if (decision.Demand.Idle && decision.Problem is null) return AtRest(decision);
        if (decision.Complete && decision.Problem is null)
            return Say(true, ModelReasons.Serving, $"{decision.Target!.Name} serves all traffic with {Count(decision.Target.Settled)}");
        if (decision.Problem is { } problem) return Say(false, problem.Reason, problem.Message + StillServing(decision));
        if (RolloutVerdict.Ready(decision) is { } rollout) return rollout;
        if (decision.Progress.Late)
            return Say(false, ModelReasons.ProgressDeadlineExceeded, $"{Waiting(decision)}{StillServing(decision)}");
        if (decision.Acknowledgement.Routers == 0 && decision.Target?.Settled > 0)
            return Say(false, ModelReasons.RouterUnavailable, NoRouter(decision));
        return decision.Route.InForce is not null && decision.Serving?.Available is null or 0
            ? Say(false, ModelReasons.MinimumReplicasUnavailable, Waiting(decision))
            : Say(false, ModelReasons.InProgress, Waiting(decision));
    }

    /// <summary>Nothing is wrong at zero, but only what was seen to work is ready.</summary>
    private static Verdict AtRest(ModelDecision decision) => decision.Rest switch
    {
        Rest.Settled => new(ModelConditions.Ready, true, ModelReasons.ScaledToZero, AtZero(decision)),
        Rest.Unverified => new(ModelConditions.Ready, null, ModelReasons.Unverified,
            $"the Model is at zero replicas, and {decision.Target?.Target!.Uri} was never verified; that happens when "
            + "spec.serving.replicas is above zero, or at zero where spec.source.version names a ModelVersion"),
        _ => new(ModelConditions.Ready, false, ModelReasons.InProgress, decision.Resolution.Waiting
            ?? (decision.Verifying ? Verifying(decision) : "scaling to zero")),
    };

    private static string AtZero(ModelDecision decision) => decision.Sleep.Status is { SleepTime: { } since } activity
        ? $"the Model is at zero replicas since {At(since)}, because "
            + (activity.LastRequestTime is { } last ? $"the last request came at {At(last)}" : "no request came")
            + "; the next one waits in a router until a replica is ready"
        : "the Model is at zero replicas";

    private static string At(DateTimeOffset time) => time.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);

    private static string Verifying(ModelDecision decision) =>
        $"at zero replicas a pod of {decision.Target!.Name} comes up to see whether its file can be served";

    private static string StillServing(ModelDecision decision) =>
        decision.Serving is { Available: > 0 } serving && serving.Name != decision.Target?.Name ? $"; {serving.Name} keeps serving" : "";

    /// <summary>What a replacement or repair is waiting for.</summary>
    public static string Waiting(ModelDecision decision)
    {
        if (decision.Resolution.Waiting is { } waiting) return waiting;
        var coming = decision.Revisions.FirstOrDefault(view => view.Name == decision.State.Candidate) ?? decision.Target;
        if (coming is not { } target) return "there is no revision to serve";
        if (target.Settled < decision.Replicas)
        {
            var progress = $"{target.Settled} of {decision.Replicas} replicas of {target.Name} are ready";
            return target.Problem is { } stuck ? $"{progress}; {stuck.Message}" : progress;
        }

        return decision.Unlocked ? Unlocked(decision) : CarrierWords.Progress(decision);
    }

    private static string Unlocked(ModelDecision decision) => "what spec.traffic asks of clients holds once all routers have "
        + $"{string.Join(" and ", RouteAccess.Of(decision.Observed.Model.Spec)?.Secrets() ?? [])} mounted; they are being replaced";

    private static string NoRouter(ModelDecision decision) => decision.Observed.RouterRefusal is { } refusal
        ? RoutersPlanner.Refusal(refusal)
        : "the namespace has no router that is ready";

    private static string Count(int replicas) => replicas == 1 ? "1 replica" : $"{replicas} replicas";
}
