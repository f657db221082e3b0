using k8s.Models;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Agents;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>Suspends a run, or ends it for good.</summary>
internal static class StopPolicy
{
    private static readonly TimeSpan StopRetry = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Suspended: the Job deletes its pods and keeps its count. A Job in a queue belongs to Kueue, which would start it again, so it is
    /// deleted, and waits anew once the run is resumed.
    /// </summary>
    public static RunDecision Suspend(TrainingRunObserved observed, TrainingRunStatus status)
    {
        var (run, job) = (observed.Run, observed.Job);
        List<Effect> effects = [];
        if (job is { Deleting: false } && run.Spec.Queue is not null) effects.Add(DeleteJob(run, job));
        else if (job is { Deleting: false, Suspended: false }) effects.Add(JobSuspender.Effect(ProgressPolicy.KeyOf(run), job.Uid,
            suspend: true));
        var left = observed.Pods.Count(pod => !pod.Ended);
        return RunDecision.Continue(status with { StartTime = null }, TrainingRunReasons.Suspended,
            left == 0 ? "spec.suspend is true" : "spec.suspend is true; its pod is being stopped", null, effects);
    }

    /// <summary>Cancelled: the container is asked to finish; after a grace period, or when it has ended, the Job is deleted.</summary>
    public static RunDecision Cancel(TrainingRunObserved observed, TrainingRunStatus status)
    {
        if (observed.Job is { Finished: false } job) return Ask(observed, status, job, TrainingRunReasons.Cancelling, "cancelled");
        return RunDecision.Fail(status,
            new() { Reason = TrainingRunReasons.Cancelled, Message = "spec.cancel is true", Retriable = false },
            observed.Job?.EndTime ?? observed.Now);
    }

    /// <summary>
    /// Stopped early: as cancelled, but the run ends well, with what it reported. A container that was done before it heard of it has its
    /// own end.
    /// </summary>
    public static RunDecision Stop(TrainingRunObserved observed, TrainingRunStatus status)
    {
        var why = observed.Run.Spec.Stop!;
        if (observed.Job is { Finished: false } job) return Ask(observed, status, job, TrainingRunReasons.Stopping, why);
        var decision = observed.Job is { Deleting: false } ? OutcomePolicy.Decide(observed, status) : null;
        return decision is { Verdict.Holds: not false }
            ? decision
            : RunDecision.Succeed((decision?.Status ?? status) with { Failure = null }, TrainingRunReasons.Pruned, why,
                observed.Job?.EndTime ?? observed.Now);
    }

    private static RunDecision Ask(TrainingRunObserved observed, TrainingRunStatus status, JobFact job, string reason, string why)
    {
        var run = observed.Run;
        RunDecision Going(string message, TimeSpan? wake, params IReadOnlyList<Effect> effects) =>
            RunDecision.Continue(status, reason, message, wake, effects);

        if (job.Deleting) return Going("its pod is being deleted", null);
        var pod = observed.Pods.LastOrDefault(candidate => candidate is { Ended: false, Deleting: false });
        if (pod is not { AgentRunning: true, Address: { } address } || (!pod.Training && pod.Train is null))
            return Going("its Job is deleted", null, DeleteJob(run, job));
        var asked = status.StopTime ?? Times.Whole(observed.Now);
        status = ProgressPolicy.Reported(observed, status) with { StopTime = asked };
        var left = asked + observed.Training.StopGrace - observed.Now;
        if (left <= TimeSpan.Zero) return Going("it did not finish in time; its Job is deleted", null, DeleteJob(run, job));
        if (observed.Agent?.Stopped == true || pod.Train is not null)
            return Going($"the container was asked to finish; it has until {asked + observed.Training.StopGrace:HH:mm:ss'Z'}", left);
        return Going("the container is asked to finish", StopRetry < left ? StopRetry : left,
            AgentCaller.Effect(ProgressPolicy.KeyOf(run), run.Metadata.Uid, pod.Uid, address, why));
    }

    /// <summary>Deletes the Job and, with it, its pods.</summary>
    public static Delete DeleteJob(TrainingRun run, JobFact job) => new(ResourceType.Of<V1Job>(), ProgressPolicy.KeyOf(run), job.Uid);
}
