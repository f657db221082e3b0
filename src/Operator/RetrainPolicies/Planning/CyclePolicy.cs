using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Searching;
using Modelwright.Operator.RetrainPolicies.Gate;
using Modelwright.Operator.RetrainPolicies.Guards;
using Modelwright.Operator.RetrainPolicies.Resources;

namespace Modelwright.Operator.RetrainPolicies.Planning;

/// <summary>
/// Follows a candidate from its run to the gate. Names of run and Promotion are in the status before they are made, so whoever takes over
/// makes the same ones, and no others.
/// </summary>
internal static class CyclePolicy
{
    /// <summary>One look at the candidate.</summary>
    public static RetrainTurn Advance(RetrainObserved observed, RetrainTurn turn)
    {
        if (turn.Status.Cycle is { Phase: CyclePhase.Training } training) turn = Train(observed, turn, training);
        if (turn.Status.Cycle is { Phase: CyclePhase.Promoting } promoting) turn = PromotingPolicy.Follow(observed, turn, promoting);
        if (turn.Status.Cycle is { Phase: CyclePhase.Comparing } comparing) turn = Compare(observed, turn, comparing);
        return turn.Status.Cycle is { Phase: CyclePhase.Holding } holding ? PromotingPolicy.LetGo(observed, turn, holding) : turn;
    }

    /// <summary>The candidate is out. The next one has to wait longer.</summary>
    public static RetrainTurn Reject(RetrainObserved observed, RetrainTurn turn, RetrainCycle cycle, string reason, string message) => turn
        .With(status =>
        {
            var rejections = (status.ConsecutiveRejections ?? 0) + 1;
            return status with
            {
                Cycle = null,
                ConsecutiveRejections = rejections,
                BackoffUntil = GuardPolicy.BackoffEnd(observed.Policy.Spec, rejections + (status.ConsecutiveFailures ?? 0), observed.Now),
            };
        })
        .Record(RetrainDecision.Rejected, reason, message, cycle.Triggers, cycle.Run);

    private static RetrainTurn Train(RetrainObserved observed, RetrainTurn turn, RetrainCycle cycle)
    {
        if (observed.Runs.FirstOrDefault(other => other.Metadata.Name == cycle.Run) is not { } run)
            return cycle.RunUid is null
                ? turn.Do(RetrainRun.Create(observed.Policy, cycle))
                : Fail(observed, turn, cycle, "RunDeleted", $"{cycle.Run} was deleted", again: false);
        cycle = cycle with { RunUid = run.Metadata.Uid };
        turn = turn.With(status => status with { Cycle = cycle });
        var condition = RunReader.Condition(run);
        if (condition is null or { Status: "Unknown" })
            return cycle.Replaced == true && run.Spec.Cancel != true ? turn.Do(RetrainRun.Cancel(observed.Policy, cycle, run)) : turn;
        turn = turn.With(status => status with { LastRunEndTime = Times.Whole(observed.Now) });
        if (condition.Status == "True" && run.Status!.ModelVersion is { } version)
            return turn.With(status => status with
            {
                ConsecutiveFailures = null,
                Cycle = cycle with { Phase = CyclePhase.Comparing, Version = version },
            });
        if (condition.Reason == TrainingRunReasons.Cancelled)
            return turn.With(status => status with { Cycle = null })
                .Record(RetrainDecision.Withdrawn, condition.Reason, $"{cycle.Run} was cancelled", cycle.Triggers, cycle.Run);
        return Fail(observed, turn, cycle, condition.Reason,
            condition.Status == "True" ? $"{cycle.Run} brought no ModelVersion" : $"{cycle.Run}: {condition.Message}",
            run.Status?.Failure?.Retriable != false && condition.Status != "True");
    }

    /// <summary>What had asked once asks again, where another try may help.</summary>
    private static RetrainTurn Fail(RetrainObserved observed, RetrainTurn turn, RetrainCycle cycle, string reason, string message,
        bool again)
    {
        var spec = observed.Policy.Spec;
        var once = again ? (cycle.Triggers ?? []).Where(name => name == Triggers.TriggerPolicy.Manual
            || spec.Triggers?.Any(trigger => trigger.Name == name && trigger.Drift is null && trigger.Performance is null) == true) : [];
        return turn.With(status =>
        {
            var failures = (status.ConsecutiveFailures ?? 0) + 1;
            List<PendingTrigger> pending = [.. status.Pending ?? []];
            foreach (var name in once)
                if (pending.All(item => item.Trigger != name))
                    pending.Add(new()
                    {
                        Trigger = name,
                        Since = Times.Whole(observed.Now),
                        Message = Words.Cut($"again, because {cycle.Run} failed: {cycle.Reason}"),
                    });
            return status with
            {
                Cycle = null,
                Pending = pending.Count == 0 ? null : pending,
                LastRunEndTime = Times.Whole(observed.Now),
                ConsecutiveFailures = failures,
                BackoffUntil = GuardPolicy.BackoffEnd(spec, failures + (status.ConsecutiveRejections ?? 0), observed.Now),
            };
        }).Record(RetrainDecision.Failed, reason, message, cycle.Triggers, cycle.Run);
    }

    private static RetrainTurn Compare(RetrainObserved observed, RetrainTurn turn, RetrainCycle cycle)
    {
        if (observed.Candidate is not { } candidate || candidate.Metadata.Name != cycle.Version)
            return Fail(observed, turn, cycle, "VersionDeleted", $"ModelVersion {cycle.Version} was deleted", again: false);
        var (gate, holdouts) = GatePolicy.Judge(observed, candidate);
        turn = turn.With(status => status with { Gate = gate, Holdouts = holdouts });
        if (gate.Outcome == GateOutcome.Rejected)
            return Reject(observed, turn, cycle, "Gate", $"{cycle.Version} does not pass the gate: {gate.Message}");
        var decision = gate.Outcome == GateOutcome.Passed ? RetrainDecision.Accepted : RetrainDecision.Undecided;
        return turn.With(status => status with
        {
            Cycle = cycle with
            {
                Phase = CyclePhase.Holding,
                Champion = gate.Champion,
                Comparisons = (cycle.Comparisons ?? 0) + 1,
                Promotion = null,
                PromotionUid = null,
            },
        }).Record(decision, "Gate", $"{cycle.Version}: {gate.Message}", cycle.Triggers, cycle.Run);
    }
}
