using k8s.Models;

namespace Modelwright.Operator.TrainingRuns;

/// <summary>What the planner needs to know of a run's Job.</summary>
public sealed record JobFact
{
    /// <summary>Its UID.</summary>
    public required string Uid { get; init; }

    /// <summary>It is on its way out.</summary>
    public bool Deleting { get; init; }

    /// <summary>It starts no pods for now.</summary>
    public bool Suspended { get; init; }

    /// <summary>When it started its first pod, or the first one since it was last suspended.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>It ended well.</summary>
    public bool Complete { get; init; }

    /// <summary>Why it failed, in one word, for example <c>DeadlineExceeded</c>; null unless it failed.</summary>
    public string? FailedReason { get; init; }

    /// <summary>Why it failed, in words.</summary>
    public string? FailedMessage { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>It ended, one way or the other.</summary>
    public bool Finished => Complete || FailedReason is not null;

    /// <summary>Reads a Job.</summary>
    public static JobFact Of(V1Job job)
    {
        var complete = Condition(job, "Complete");
        var failed = Condition(job, "Failed");
        return new()
        {
            Uid = job.Metadata.Uid,
            Deleting = job.Metadata.DeletionTimestamp is not null,
            Suspended = job.Spec?.Suspend == true,
            StartTime = Times.Of(job.Status?.StartTime),
            Complete = complete is not null,
            FailedReason = failed is null ? null : failed.Reason ?? "Failed",
            FailedMessage = failed?.Message,
            EndTime = Times.Of(job.Status?.CompletionTime ?? complete?.LastTransitionTime ?? failed?.LastTransitionTime),
        };
    }

    private static V1JobCondition? Condition(V1Job job, string type) =>
        job.Status?.Conditions?.FirstOrDefault(condition => condition.Type == type && condition.Status == "True");
}
