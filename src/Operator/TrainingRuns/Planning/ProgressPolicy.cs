using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Agents;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>A run whose Job has not ended: what it does now, what its agent says, and whether it has taken too long for it.</summary>
internal static class ProgressPolicy
{
    private static readonly HashSet<string> ImageProblems =
        ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable", "ImageInspectError"];

    /// <summary>Decides.</summary>
    public static RunDecision Decide(TrainingRunObserved observed, TrainingRunStatus status)
    {
        var (run, job) = (observed.Run, observed.Job!);
        status = Reported(observed, status) with { StartTime = job.StartTime };
        if (job.Suspended)
            return run.Spec.Queue is { } queue
                ? RunDecision.Continue(status, TrainingRunReasons.Queued, $"waits in queue {queue} for admission by Kueue", null)
                : RunDecision.Continue(status, TrainingRunReasons.Starting, "the Job is resumed", null,
                    JobSuspender.Effect(new(run.Metadata.NamespaceProperty, run.Metadata.Name), job.Uid, suspend: false));
        return (observed.Pods.Count == 0 ? null : observed.Pods[^1]) switch
        {
            null => RunDecision.Continue(status, TrainingRunReasons.Starting, "the Job starts a pod", null),
            { Deleting: true, Ended: false } pod => RunDecision.Continue(status, TrainingRunReasons.Retrying,
                $"pod {pod.Name} is being deleted; the Job starts another", null),
            { Phase: "Succeeded" } => RunDecision.Continue(status, TrainingRunReasons.Uploading, "the pod has ended; the Job counts it",
                null),
            { Phase: "Failed" } pod => RunDecision.Continue(status, TrainingRunReasons.Retrying, Lost(pod), null),
            { Train: not null } pod => RunDecision.Continue(status, TrainingRunReasons.Uploading,
                "the container has ended; the agent uploads what it left", null) with
            {
                Status = status with { Lineage = status.Lineage! with { ImageId = Image(pod) ?? status.Lineage.ImageId } },
            },
            { Training: true } pod => Training(observed, status, pod),
            var pod => Starting(observed, status, pod!),
        };
    }

    /// <summary>The status with what the agent of the running pod said last.</summary>
    public static TrainingRunStatus Reported(TrainingRunObserved observed, TrainingRunStatus status)
    {
        if (observed.Agent is not { Report: { } report, NewsTime: { } newsTime }) return status;
        return status with
        {
            Metrics = report.Metrics.Count == 0 ? status.Metrics : MetricList.Of(observed.Run.Spec, report.Metrics),
            Series = report.Series.Count == 0 ? status.Series : report.Series,
            Warnings = report.Warnings.Count == 0 ? status.Warnings : report.Warnings,
            Progress = (report.Progress ?? status.Progress ?? new()) with { LastReportTime = Times.Whole(newsTime) },
        };
    }

    private static RunDecision Training(TrainingRunObserved observed, TrainingRunStatus status, TrainingPodFact pod)
    {
        status = status with { Lineage = (status.Lineage ?? new()) with { ImageId = Image(pod) ?? status.Lineage?.ImageId } };
        if (observed.Run.Spec.Agent == AgentMode.None)
            return RunDecision.Continue(status, TrainingRunReasons.Running, $"pod {pod.Name} trains", null);
        TimeSpan? wake = null;
        if (observed.Run.Spec.ProgressDeadline is { } deadline && pod.TrainStartTime is { } started)
        {
            var news = new[] { started, status.Progress?.LastReportTime ?? started }.Max();
            wake = news + deadline.ToTimeSpan() - observed.Now;
            if (wake <= TimeSpan.Zero)
                return RunDecision.Fail(status, new()
                {
                    Reason = TrainingRunReasons.Stalled,
                    Message = $"no metric and no progress for {deadline}" + (observed.Agent?.Failure is { } unreachable
                        ? $"; the agent does not answer: {unreachable}" : "; look at the log of the container"),
                    Retriable = true,
                }, observed.Now);
        }

        List<Effect> effects = [];
        if (pod is { AgentRunning: true, Address: { } address })
        {
            var next = (observed.Agent?.AskedTime ?? DateTimeOffset.MinValue) + observed.Training.PollInterval - observed.Now;
            if (observed.Agent is null || next <= TimeSpan.Zero)
            {
                effects.Add(AgentCaller.Effect(KeyOf(observed.Run), observed.Run.Metadata.Uid, pod.Uid, address, null));
                next = observed.Training.PollInterval;
            }

            wake = wake is null || next < wake ? next : wake;
        }

        return RunDecision.Continue(status, TrainingRunReasons.Running, $"pod {pod.Name} trains", wake, effects);
    }

    private static RunDecision Starting(TrainingRunObserved observed, TrainingRunStatus status, TrainingPodFact pod)
    {
        var message = pod.Hindrance?.Message
            ?? (pod.Inputs is null && observed.Run.Spec.Inputs is { Count: > 0 } ? "the inputs are fetched" : $"pod {pod.Name} starts");
        if (pod.Hindrance is not { } hindrance || observed.Run.Spec.StartDeadline is not { } deadline || pod.CreatedTime is not { } created)
            return RunDecision.Continue(status, TrainingRunReasons.Starting, message, null);
        var left = created + deadline.ToTimeSpan() - observed.Now;
        return left > TimeSpan.Zero
            ? RunDecision.Continue(status, TrainingRunReasons.Starting, message, left)
            : RunDecision.Fail(status, new()
            {
                Reason = ImageProblems.Contains(hindrance.Reason) ? TrainingRunReasons.ImagePull : TrainingRunReasons.Unschedulable,
                Message = $"not started within {deadline}: {hindrance.Message}",
                Retriable = true,
            }, observed.Now);
    }

    private static string Lost(TrainingPodFact pod) => pod switch
    {
        { Disrupted: true } => $"pod {pod.Name} was lost to preemption or a drained node; the Job starts another",
        { Train: { ExitCode: not 0 } end } => $"pod {pod.Name}: {ExitCodes.Describe(end)}; the Job decides whether to try again",
        _ => $"pod {pod.Name} failed; the Job decides whether to try again",
    };

    private static string? Image(TrainingPodFact pod) => pod.ImageId is { Length: <= 1024 } image ? image : null;

    internal static ObjectKey KeyOf(TrainingRun run) => new(run.Metadata.NamespaceProperty, run.Metadata.Name);
}
