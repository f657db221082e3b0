using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Pods;
using Modelwright.Operator.TrainingRuns.Agents;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>A run whose Job has ended: how, why, and with what.</summary>
internal static class OutcomePolicy
{
    /// <summary>
    /// The Job and its pods come through different watches: its end may be seen before theirs, and much before where the other watch was
    /// broken. Counted from the Job's end, which may be long ago when it is first seen.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Decides.</summary>
    public static RunDecision Decide(TrainingRunObserved observed, TrainingRunStatus status)
    {
        var job = observed.Job!;
        status = status with { StartTime = job.StartTime ?? status.StartTime };
        var pod = job.Complete
            ? observed.Pods.LastOrDefault(candidate => candidate.Phase == "Succeeded")
            : observed.Pods.LastOrDefault(candidate => candidate is { Phase: "Failed", Disrupted: false })
                ?? observed.Pods.LastOrDefault(candidate => candidate.Phase == "Failed");
        var late = (job.EndTime ?? observed.Now) + Patience - observed.Now;
        var expected = job.Complete || job.FailedReason is not "DeadlineExceeded";
        // A Job that has ended leaves no pod that still works: one that does is not seen as it is now.
        var outdated = observed.Pods.Any(candidate => candidate is { Ended: false, Deleting: false });
        if ((pod is null || outdated) && expected && late > TimeSpan.Zero)
            return RunDecision.Continue(status, TrainingRunReasons.Uploading,
                "the Job has ended; the end of its pod is not seen yet", late);
        var end = pod?.Train?.Time ?? job.EndTime ?? observed.Now;
        if (pod is not null) status = Recorded(observed, status, pod);
        if (job.Complete) return pod is null ? Vanished(status, end) : SuccessPolicy.Decide(observed, status, pod, end);
        var failure = FailureOf(observed.Run.Spec, job, pod);
        return failure.Reason == TrainingRunReasons.Pruned
            ? RunDecision.Succeed(status, TrainingRunReasons.Pruned, failure.Message ?? "the container stopped early on purpose", end)
            : RunDecision.Fail(status, failure, end);
    }

    /// <summary>Everything that can be told from the pod, however it ended.</summary>
    private static TrainingRunStatus Recorded(TrainingRunObserved observed, TrainingRunStatus status, TrainingPodFact pod)
    {
        var lineage = (status.Lineage ?? new()) with { ImageId = pod.ImageId is { Length: <= 1024 } id ? id : status.Lineage?.ImageId };
        status = status with { Lineage = InputDigests.Enter(lineage, pod.Inputs?.Message) };
        var report = ReportReader.Read(pod.Agent?.Message);
        var own = ReportReader.ReadContainer(pod.Train?.Message);
        var metrics = MetricList.Of(observed.Run.Spec, [.. report?.Metrics ?? [], .. own?.Metrics ?? []]);
        var series = report?.Series ?? [];
        return status with
        {
            Metrics = metrics.Count == 0 ? status.Metrics : metrics,
            Series = series.Count == 0 ? status.Series : series,
            Progress = report?.Progress is { } progress
                ? progress with { LastReportTime = status.Progress?.LastReportTime }
                : status.Progress,
            Warnings = report?.Warnings is { Count: > 0 } warnings ? warnings : status.Warnings,
            Artifacts = ArtifactList.Of(observed, report, own) is { Count: > 0 } artifacts ? artifacts : status.Artifacts,
        };
    }

    private static RunDecision Vanished(TrainingRunStatus status, DateTimeOffset end) => RunDecision.Fail(status, new()
    {
        Reason = TrainingRunReasons.ContractViolation,
        Message = "the pod was deleted before its report was read; run it again",
        Retriable = true,
    }, end);

    private static TrainingFailure FailureOf(TrainingRunSpec spec, JobFact job, TrainingPodFact? pod)
    {
        if (job.FailedReason == "DeadlineExceeded")
            return new()
            {
                Reason = TrainingRunReasons.DeadlineExceeded,
                ExitCode = Code(pod?.Train),
                Message = $"it ran longer than spec.timeout ({spec.Timeout})",
                Retriable = false,
            };
        if (pod?.Inputs is { ExitCode: not 0 } inputs) return Inputs(inputs);
        if (pod?.Train is { ExitCode: not 0 } train) return Container(spec, train, pod);
        if (pod is { Reason: "Evicted" })
            return new()
            {
                Reason = pod.Message?.Contains("EmptyDir", StringComparison.OrdinalIgnoreCase) == true
                    || pod.Message?.Contains("ephemeral", StringComparison.OrdinalIgnoreCase) == true
                    ? TrainingRunReasons.OutputTooLarge : TrainingRunReasons.UserError,
                Message = ReportReader.Words($"the pod was evicted: {pod.Message}"),
                Retriable = false,
            };
        return new()
        {
            Reason = pod is null ? TrainingRunReasons.ContractViolation : TrainingRunReasons.UserError,
            ExitCode = Code(pod?.Train),
            Message = ReportReader.Words(pod?.Message ?? job.FailedMessage ?? "the Job failed and its pod is gone"),
            Retriable = true,
        };
    }

    private static TrainingFailure Inputs(ContainerEnd inputs)
    {
        var said = TerminationMessage.Parse(inputs.Message);
        var name = said.Json?["input"]?.ToString();
        return new()
        {
            Reason = TrainingRunReasons.InputUnavailable,
            Message = ReportReader.Words($"{(name is null ? "an input" : $"input {name}")} could not be fetched: "
                + $"{said.Reason ?? "Failed"}: {said.Message ?? $"exit code {inputs.ExitCode}"}"),
            Retriable = said.Reason is null or "Unreachable" or "Failed",
        };
    }

    private static TrainingFailure Container(TrainingRunSpec spec, ContainerEnd train, TrainingPodFact pod)
    {
        var reason = ExitCodes.Reason(spec, train)!;
        var words = ReportReader.Read(pod.Agent?.Message)?.Failure?.Message ?? Own(train.Message);
        return new()
        {
            Reason = reason,
            ExitCode = Code(train),
            Message = words is null ? ExitCodes.Describe(train) : ReportReader.Words($"{ExitCodes.Describe(train)}: {words}"),
            Retriable = train.ExitCode == ExitCodes.TemporaryFailure,
        };
    }

    /// <summary>What the container says itself: the message of its JSON object, or its last words.</summary>
    private static string? Own(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : ReportReader.ReadContainer(text) is null ? ReportReader.Words(text)
        : TerminationMessage.Parse(text).Message;

    private static int? Code(ContainerEnd? end) => end is { ExitCode: >= 0 and <= 255 } ? end.ExitCode : null;
}
