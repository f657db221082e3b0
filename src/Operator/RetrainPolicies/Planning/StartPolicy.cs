using Modelwright.Crds.RetrainPolicies;
using Modelwright.Operator.RetrainPolicies.Guards;
using Modelwright.Operator.RetrainPolicies.Resources;
using Modelwright.Operator.RetrainPolicies.Triggers;

namespace Modelwright.Operator.RetrainPolicies.Planning;

/// <summary>Whether a run starts, and what becomes of what asks for one and does not get it.</summary>
internal static class StartPolicy
{
    /// <summary>Decides.</summary>
    /// <param name="observed">What is known.</param>
    /// <param name="turn">The look so far.</param>
    /// <param name="unable">Why the policy cannot act at all; null when it can.</param>
    public static RetrainTurn Decide(RetrainObserved observed, RetrainTurn turn, Hold? unable)
    {
        var reading = TriggerPolicy.Read(observed with { Policy = observed.Policy with { Status = turn.Status } });
        turn = turn.With(status => status with
        {
            Triggers = reading.Triggers.Count == 0 ? null : reading.Triggers,
            Pending = Kept(reading.Pending),
            Manual = reading.Manual,
            NextScheduleTime = reading.Next,
            Suspended = observed.Policy.Spec.Suspend == true ? true : null,
        });
        foreach (var (trigger, reason, message) in reading.Skipped)
            turn = turn.Record(RetrainDecision.Skipped, reason, message, [trigger.Trigger]);
        if (observed.Policy.Spec.Suspend == true) return Drop(turn, reading.Pending, RetrainReasons.Suspended, "spec.suspend is true");
        if (turn.Status.Cycle is { } cycle) return Meanwhile(observed, turn, cycle, reading.Pending);
        List<PendingTrigger> asks = [.. reading.Pending, .. Exhausted(observed, turn.Status) ? [] : reading.Signals];
        if (asks.Count == 0) return turn;
        var hold = unable ?? GuardPolicy.Check(observed, turn.Status, asks.Any(item => item.Force == true));
        return hold is null
            ? Start(observed, turn, asks)
            : (turn with { Hold = hold }).Record(RetrainDecision.Blocked, hold.Reason, hold.Message, asks.Select(item => item.Trigger));
    }

    /// <summary>Too many candidates in a row were rejected for signals to start any more.</summary>
    public static bool Exhausted(RetrainObserved observed, RetrainPolicyStatus status) => status.ConsecutiveRejections
        >= (observed.Policy.Spec.Guards?.MaxConsecutiveRejections ?? RetrainDefaults.MaxConsecutiveRejections);

    private static RetrainTurn Start(RetrainObserved observed, RetrainTurn turn, IReadOnlyList<PendingTrigger> asks)
    {
        var number = Math.Max(turn.Status.LastNumber ?? 0, observed.HighestNumber) + 1;
        var cycle = new RetrainCycle
        {
            Number = number,
            Phase = CyclePhase.Training,
            Run = RetrainNames.Run(observed.Policy.Metadata.Name, number),
            Triggers = [.. asks.Select(item => item.Trigger).Order(StringComparer.Ordinal)],
            Reason = Words.Cut(string.Join("; ", asks.Select(item => $"{item.Trigger}: {item.Message}"))),
            StartTime = Times.Whole(observed.Now),
        };
        return turn.With(status => status with
        {
            Cycle = cycle,
            LastNumber = number,
            Pending = null,
            Starts = GuardPolicy.Remember(status, observed.Now),
        }).Record(RetrainDecision.Started, asks.Any(item => item.Force == true) ? "Forced" : "Triggered", cycle.Reason, cycle.Triggers,
            cycle.Run).Do(RetrainRun.Create(observed.Policy, cycle));
    }

    private static RetrainTurn Meanwhile(RetrainObserved observed, RetrainTurn turn, RetrainCycle cycle,
        IReadOnlyList<PendingTrigger> pending)
    {
        if (pending.Count == 0) return turn;
        var names = pending.Select(item => item.Trigger);
        var concurrency = observed.Policy.Spec.Guards?.Concurrency ?? ConcurrencyPolicy.Coalesce;
        if (concurrency == ConcurrencyPolicy.Forbid) return Drop(turn, pending, "Forbid", $"{cycle.Run} is on its way");
        var run = observed.Runs.FirstOrDefault(other => other.Metadata.Name == cycle.Run);
        if (concurrency == ConcurrencyPolicy.Replace && cycle is { Phase: CyclePhase.Training, Replaced: not true } && run is not null)
            return turn.With(status => status with { Cycle = cycle with { Replaced = true } })
                .Record(RetrainDecision.Replaced, "Replace", $"{cycle.Run} is cancelled in favour of a new run", names, cycle.Run)
                .Do(RetrainRun.Cancel(observed.Policy, cycle, run));
        return turn.Record(RetrainDecision.Coalesced, "Coalesce", $"{cycle.Run} is on its way; one run follows for all that asked", names,
            cycle.Run);
    }

    private static RetrainTurn Drop(RetrainTurn turn, IReadOnlyList<PendingTrigger> pending, string reason, string message) =>
        pending.Count == 0 ? turn : turn.With(status => status with { Pending = null })
            .Record(RetrainDecision.Skipped, reason, message, pending.Select(item => item.Trigger));

    private static List<PendingTrigger>? Kept(IReadOnlyList<PendingTrigger> pending) => pending.Count == 0 ? null : [.. pending];
}
