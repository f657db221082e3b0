using k8s.Models;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Resources;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>
/// A run without a Job: what it is made from is pinned and written down, then its volumes and its Job are made. Crashing anywhere in
/// between, the next look makes the same Job.
/// </summary>
internal static class StartPolicy
{
    /// <summary>Decides.</summary>
    public static RunDecision Decide(TrainingRunObserved observed, TrainingRunStatus status)
    {
        var run = observed.Run;
        if (observed.Job is { Deleting: true })
            return RunDecision.Continue(status, TrainingRunReasons.Pending, "the earlier Job is being deleted", null);
        if (RunSources.Pin(observed, out var missing) is not { } lineage) return Waiting(observed, status, missing!);
        if (run.Spec.ResumeFrom is { } earlier && observed.ResumedClaim is null)
            return Invalid(observed, status, TrainingRunReasons.InputUnavailable,
                $"spec.resumeFrom: TrainingRun {earlier} has no checkpoint volume; give such runs spec.checkpoints, and keep them");
        var sources = RunSources.Resolve(observed, lineage, out var error);
        if (error is not null) return Invalid(observed, status, TrainingRunReasons.InvalidSpec, error);
        var claim = run.Spec.Checkpoints is null ? observed.ResumedClaim : TrainingVolumes.CheckpointClaim(run.Metadata.Name);
        var output = TrainingOutput.Of(run, observed.Training, observed.Settings.AllowFileUris, out _);
        var plan = new TrainingPlan(run, lineage, sources, output, claim);
        if (RunCheck.TaskProblem(plan, observed) is { } tooLong) return Invalid(observed, status, TrainingRunReasons.InvalidSpec, tooLong);
        var (reason, message) = run.Spec.Queue is { } queue
            ? (TrainingRunReasons.Queued, $"waits in queue {queue} for admission by Kueue")
            : (TrainingRunReasons.Starting, "the Job is made");
        return RunDecision.Continue(status with { Lineage = lineage, CheckpointClaim = claim, StartTime = null }, reason, message, null,
            [.. Objects(observed, plan), new Apply(ResourceType.Of<V1Job>(), TrainingJob.Build(plan, observed.Settings,
                observed.Training))]);
    }

    private static IEnumerable<Effect> Objects(TrainingRunObserved observed, TrainingPlan plan)
    {
        var space = observed.Run.Metadata.NamespaceProperty;
        if (!observed.AccountExists) yield return new Apply(ResourceType.Of<V1ServiceAccount>(), TrainingObjects.Account(space));
        if (observed.Run.Spec.Checkpoints is { } checkpoints && !observed.Claims.Contains(plan.CheckpointClaim!))
            yield return new Apply(ResourceType.Of<V1PersistentVolumeClaim>(), TrainingObjects.CheckpointClaim(observed.Run, checkpoints));
        if (plan.Output is not null && observed.Run.Spec.Output is null && TrainingOutput.StoreClaim(observed.Training) is { } store
            && !observed.Claims.Contains(store))
            yield return new Apply(ResourceType.Of<V1PersistentVolumeClaim>(),
                TrainingObjects.StoreClaim(space, store, observed.Training));
    }

    private static RunDecision Waiting(TrainingRunObserved observed, TrainingRunStatus status, string missing)
    {
        if (observed.Run.Spec.StartDeadline is not { } deadline || Times.Of(observed.Run.Metadata.CreationTimestamp) is not { } created)
            return RunDecision.Continue(status, TrainingRunReasons.Pending, missing, null);
        var left = created + deadline.ToTimeSpan() - observed.Now;
        return left > TimeSpan.Zero
            ? RunDecision.Continue(status, TrainingRunReasons.Pending, missing, left)
            : Invalid(observed, status, TrainingRunReasons.InputUnavailable, missing);
    }

    private static RunDecision Invalid(TrainingRunObserved observed, TrainingRunStatus status, string reason, string message) =>
        RunDecision.Fail(status, new() { Reason = reason, Message = message, Retriable = false }, observed.Now);
}
