using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Operator.Experiments.Searching;
using Modelwright.Operator.Promotions;
using Modelwright.Operator.RetrainPolicies.Guards;

namespace Modelwright.Operator.RetrainPolicies.Planning;

/// <summary>What the policy's condition says.</summary>
internal static class RetrainVerdict
{
    /// <summary>Why the policy cannot act at all; null when it can.</summary>
    public static Hold? Unable(RetrainObserved observed)
    {
        var spec = observed.Policy.Spec;
        var channel = spec.Channel ?? PromotionDefaults.Channel;
        if (observed.Older is { } older)
            return new(RetrainReasons.Conflict, $"RetrainPolicy {older} looks after channel '{channel}' of Model {spec.Model} already");
        if (observed.Model is not { } model)
            return new(RetrainReasons.ModelNotFound, $"there is no Model '{spec.Model}' in this namespace");
        return model.Spec.Source.Channel == channel ? null : new(RetrainReasons.ModelPinned,
            $"Model {spec.Model} does not follow the channel '{channel}'; set its spec.source to channel: {channel}");
    }

    /// <summary>The condition.</summary>
    public static Verdict Of(RetrainObserved observed, RetrainTurn turn, Hold? unable)
    {
        Verdict Say(bool holds, string reason, string message) => new(RetrainConditions.Ready, holds, reason, message);
        if (unable is not null) return Say(false, unable.Reason, unable.Message);
        if (turn.Status.Cycle is { } cycle) return OfCycle(observed, turn, cycle);
        if (observed.Policy.Spec.Suspend == true) return Say(true, RetrainReasons.Suspended, "spec.suspend is true");
        if (GuardPolicy.Quality(observed) is { } bad) return Say(false, bad.Reason, bad.Message);
        if (turn.Hold is { Reason: RetrainReasons.WaitingForData } missing) return Say(false, missing.Reason, missing.Message);
        if (StartPolicy.Exhausted(observed, turn.Status))
            return Say(false, RetrainReasons.NeedsAttention,
                $"{turn.Status.ConsecutiveRejections} candidates in a row were rejected; "
                + "drift and performance start no run until one is promoted");
        return turn.Hold is { } hold
            ? Say(true, RetrainReasons.Waiting, hold.Message)
            : Say(true, RetrainReasons.Watching, turn.Status.NextScheduleTime is { } next
                ? $"nothing asks for a run; the next one is due at {next:u}" : "nothing asks for a run");
    }

    private static Verdict OfCycle(RetrainObserved observed, RetrainTurn turn, RetrainCycle cycle)
    {
        Verdict Say(string reason, string message) => new(RetrainConditions.Ready, true, reason, message);
        switch (cycle.Phase)
        {
            case CyclePhase.Training or CyclePhase.Comparing:
                var run = observed.Runs.FirstOrDefault(other => other.Metadata.Name == cycle.Run);
                return Say(RetrainReasons.Training, $"{cycle.Run}: {RunReader.Condition(run)?.Reason ?? "it is made"}");
            case CyclePhase.Holding:
                return Say(RetrainReasons.Waiting, $"{cycle.Version} passed; {turn.Hold?.Message ?? "it is promoted next"}");
            default:
                var condition = observed.Promotion is { } promotion ? PromotionState.Succeeded(promotion) : null;
                return condition?.Reason == PromotionReasons.AwaitingApproval
                    ? Say(RetrainReasons.AwaitingApproval, $"Promotion {cycle.Promotion}: {condition.Message}")
                    : Say(RetrainReasons.RollingOut, Words.Cut($"Promotion {cycle.Promotion}: {condition?.Message ?? "it is made"}"));
        }
    }
}
