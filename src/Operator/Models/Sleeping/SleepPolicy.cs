using Modelwright.Crds.Models;

namespace Modelwright.Operator.Models.Sleeping;

/// <summary>
/// When a Model gives up its replicas and gets them back. It goes to sleep only from rest: ready, nothing under way, and every router that
/// runs has told that no request came for long enough. It wakes by the first request that waits. What it decided is in the status, so an
/// operator that restarts neither wakes a Model nor puts it to sleep early.
/// </summary>
internal static class SleepPolicy
{
    public static SleepDecision Decide(ModelObserved observed)
    {
        if (SleepRules.Of(observed.Model.Spec) is not { } rules) return SleepDecision.None;
        var recorded = observed.Model.Status?.Activity ?? new();
        return recorded.SleepTime is null ? Awake(observed, rules, recorded) : Asleep(observed, recorded);
    }

    private static SleepDecision Asleep(ModelObserved observed, ActivityStatus recorded) =>
        observed.Activity is { Waiting: > 0 } activity
            ? new(false, recorded with { SleepTime = null, WakeTime = Times.Whole(observed.Now) },
                Note: $"{(activity.Waiting == 1 ? "a request waits" : $"{activity.Waiting} requests wait")}; bringing the replicas back")
            : new(true, recorded);

    private static SleepDecision Awake(ModelObserved observed, SleepRules rules, ActivityStatus recorded)
    {
        // It stays up until it has been ready for as long as it may be idle: requests that come and go do not make it flap.
        if (RestingSince(observed.Model) is not { } since) return new(false, recorded);
        var (activity, now) = (observed.Activity, observed.Now);
        if (activity?.KnownTime is not { } known || activity.Open > 0) return new(false, recorded, now + rules.Interval);
        DateTimeOffset?[] last = [since, activity.SinceTime, activity.LastRequestTime];
        var due = last.Max()!.Value + rules.After;
        if (known < due) return new(false, recorded, (due > now ? due : now) + rules.Interval);
        var sleeping = recorded with
        {
            SleepTime = Times.Whole(now),
            LastRequestTime = activity.LastRequestTime is { } request ? Times.Whole(request) : null,
        };
        return new(true, sleeping);
    }

    /// <summary>Since when the wanted revision serves and nothing is under way, by the status; null where that is not so.</summary>
    private static DateTimeOffset? RestingSince(Model model)
    {
        if (model.Status is not { NextRevision: null, Rollout: null, Probation: null } status) return null;
        var ready = status.Conditions?.FirstOrDefault(condition => condition.Type == ModelConditions.Ready);
        return ready is { Status: "True", Reason: ModelReasons.Serving } && ready.ObservedGeneration == model.Metadata.Generation
            ? Times.Of(ready.LastTransitionTime)
            : null;
    }
}
