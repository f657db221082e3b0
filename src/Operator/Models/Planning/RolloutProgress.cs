namespace Modelwright.Operator.Models.Planning;

/// <summary>
/// How far the replacement of the serving revision by the wanted one is. The clock of the deadline runs only until the wanted one is
/// ready.
/// </summary>
internal sealed record RolloutProgress
{
    /// <summary>The revision on its way; null when nothing is being replaced.</summary>
    public string? Next { get; init; }

    /// <summary>It has just become the wanted one.</summary>
    public bool IsNew { get; init; }

    /// <summary>When it became that.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When its replicas were all ready, if they are.</summary>
    public DateTimeOffset? ReadyTime { get; init; }

    /// <summary>When it will have taken, or did take, too long; null while no clock runs.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>It took too long.</summary>
    public bool Late { get; init; }

    public static RolloutProgress Of(ModelDecision decision)
    {
        if (decision.Revisions.FirstOrDefault(view => view.Held) is { } held && !decision.Demand.Idle) return Paused(decision, held.Name);
        var (observed, status) = (decision.Observed, decision.Observed.Model.Status);
        if (decision.State.Candidate is { } candidate && !decision.Demand.Idle)
        {
            var state = decision.State;
            var running = state.ReadyTime is null && state.PausedTime is null;
            var from = state.LostTime ?? state.StartTime;
            DateTimeOffset? end = running ? from + RolloutTimes.Of(observed.Model.Spec).ProgressDeadline : null;
            return new()
            {
                Next = candidate,
                IsNew = status?.NextRevision != candidate,
                StartTime = state.StartTime,
                ReadyTime = state.ReadyTime,
                Deadline = end,
                Late = end <= observed.Now,
            };
        }

        if (decision.Target is not { } target || decision.Demand.Idle || decision.Traffic.Stable is not null) return new();
        var same = status?.NextRevision == target.Name;
        var start = (same ? status!.Rollout?.StartTime : null) ?? Times.Whole(observed.Now);
        var ready = target.Settled >= decision.Replicas;
        DateTimeOffset? deadline = ready ? null : start + RolloutTimes.Of(observed.Model.Spec).ProgressDeadline;
        return new()
        {
            Next = target.Name,
            IsNew = !same,
            StartTime = start,
            ReadyTime = ready ? (same ? status!.Rollout?.ReadyTime : null) ?? Times.Whole(observed.Now) : null,
            Deadline = deadline,
            Late = deadline <= observed.Now,
        };
    }

    /// <summary>What is not known to be wanted cannot be late; it goes on from where it was.</summary>
    private static RolloutProgress Paused(ModelDecision decision, string next)
    {
        var before = decision.Observed.Model.Status?.Rollout;
        return new() { Next = next, StartTime = before?.StartTime, ReadyTime = before?.ReadyTime };
    }
}
