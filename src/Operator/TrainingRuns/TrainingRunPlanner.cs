using System.Text.Json;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Tracking;
using Modelwright.Operator.TrainingRuns.Planning;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>
/// Decides about a run. The status is always written before anything is done, so that after a crash the next look goes on from what was
/// decided. A run that has ended is never looked at again but for its Job and its time to live.
/// </summary>
public static class TrainingRunPlanner
{
    /// <summary>Makes the plan.</summary>
    public static Plan Plan(TrainingRunObserved observed) =>
        Succeeded(observed.Run) is { Status: not "Unknown" } ? Ended(observed) : Report(observed, Decide(observed));

    /// <summary>Shows that the API server refused something.</summary>
    public static Plan Refused(TrainingRunObserved observed, string message)
    {
        var run = observed.Run;
        if (Succeeded(run) is { Status: not "Unknown" }) return Runtime.Planning.Plan.Empty;
        return Report(observed, RunDecision.Continue(run.Status ?? new(), TrainingRunReasons.ResourceRefused, message, null));
    }

    private static V1Condition? Succeeded(TrainingRun run) =>
        run.Status?.Conditions?.FirstOrDefault(condition => condition.Type == TrainingRunConditions.Succeeded);

    private static RunDecision Decide(TrainingRunObserved observed)
    {
        var spec = observed.Run.Spec;
        var status = PodHistory.Update(observed.Run.Status ?? new(), observed.Pods, observed.Now);
        if (RunCheck.Problem(observed) is { } problem)
            return RunDecision.Fail(status,
                new() { Reason = TrainingRunReasons.InvalidSpec, Message = problem, Retriable = false }, observed.Now);
        if (status.ModelVersion is not null) return RegistrationPolicy.Decide(observed, status);
        if (spec.Cancel == true) return StopPolicy.Cancel(observed, status);
        if (spec.Stop is not null) return StopPolicy.Stop(observed, status);
        if (observed.Job is { Finished: true, Deleting: false }) return OutcomePolicy.Decide(observed, status);
        if (spec.Suspend == true) return StopPolicy.Suspend(observed, status);
        return observed.Job is null or { Deleting: true }
            ? StartPolicy.Decide(observed, status)
            : ProgressPolicy.Decide(observed, status);
    }

    /// <summary>A Job that outlived its run's end goes, and after its time to live the run itself.</summary>
    private static Plan Ended(TrainingRunObserved observed)
    {
        var run = observed.Run;
        List<Effect> effects = [];
        if (observed.Job is { Finished: false, Deleting: false } job) effects.Add(StopPolicy.DeleteJob(run, job));
        var (tracking, record) = Track(observed, run.Status!);
        if (tracking != run.Status!.Tracking) effects.Add(Write(observed, run.Status with { Tracking = tracking }));
        if (record is not null) effects.Add(record);
        if (run.Spec.TtlAfterFinished is not { } ttl || !ttl.TryGetTimeSpan(out var kept) || run.Status?.CompletionTime is not { } ended)
            return new() { Effects = effects };
        var left = TrackingPolicy.Keep(tracking, observed.TrackingServer, ended + kept - observed.Now);
        if (left > TimeSpan.Zero) return new() { Effects = effects, WakeAfter = left };
        return new() { Effects = [.. effects, new Delete(ResourceType.Of<TrainingRun>(), ProgressPolicy.KeyOf(run), run.Metadata.Uid)] };
    }

    private static Plan Report(TrainingRunObserved observed, RunDecision decision)
    {
        var (run, verdict) = (ObjectReference.To(observed.Run), decision.Verdict);
        var before = Succeeded(observed.Run);
        var status = decision.Status with
        {
            ObservedGeneration = observed.Run.Metadata.Generation,
            Conditions = Conditions.Update(observed.Run.Status?.Conditions, [verdict], observed.Run.Metadata.Generation, observed.Now),
        };
        var (tracking, record) = Track(observed, status);
        status = status with { Tracking = tracking };
        List<Effect> effects = [];
        if (before?.Reason != verdict.Reason)
        {
            var severity = verdict.Holds == false || verdict.Reason == TrainingRunReasons.ResourceRefused
                ? EventSeverity.Warning : EventSeverity.Normal;
            effects.Add(new Emit(run, severity, verdict.Reason, "Train", verdict.Message));
        }

        effects.Add(Write(observed, status));
        effects.AddRange(decision.Effects);
        if (record is not null) effects.Add(record);
        return new() { Effects = effects, WakeAfter = decision.WakeAfter };
    }

    private static (TrainingTracking? Tracking, External? Record) Track(TrainingRunObserved observed, TrainingRunStatus status) =>
        TrackingPolicy.Decide(status.Tracking, observed.Tracking,
            observed.TrackingServer is { } server ? TrainingRunRecord.Of(observed.Run, status, server) : null);

    private static PatchStatus Write(TrainingRunObserved observed, TrainingRunStatus status)
    {
        var run = ObjectReference.To(observed.Run);
        return new(run.Type, run.Key, JsonSerializer.SerializeToNode(status, CrdJson.Options)!.AsObject());
    }
}
