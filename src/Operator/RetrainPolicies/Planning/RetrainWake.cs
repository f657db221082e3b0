using Modelwright.Crds.RetrainPolicies;

namespace Modelwright.Operator.RetrainPolicies.Planning;

/// <summary>When to look again although nothing changes.</summary>
internal static class RetrainWake
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>The time until then.</summary>
    public static TimeSpan After(RetrainObserved observed, RetrainTurn turn)
    {
        var now = observed.Now;
        List<DateTimeOffset?> moments = [turn.Status.NextScheduleTime, turn.Hold?.Until];
        foreach (var trigger in observed.Policy.Spec.Triggers ?? [])
        {
            var (signal, lasting) = trigger.Drift is { } drift ? (observed.Drift, drift.Lasting)
                : (observed.Performance, trigger.Performance?.Lasting);
            if (lasting is not null && signal is { State: TriggerState.Firing, Since: { } since })
                moments.Add(since + Words.Span(lasting, "0s"));
            if (trigger.Schedule?.StartingDeadline is { } deadline
                && turn.Status.Pending?.FirstOrDefault(item => item.Trigger == trigger.Name) is { } pending)
                moments.Add(pending.Since + Words.Span(deadline, "0s") + Shortest);
        }

        var wait = moments.Where(moment => moment > now).Select(moment => moment!.Value - now).Append(Longest).Min();
        return wait < Shortest ? Shortest : wait;
    }
}
