using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Models.Planning;

/// <summary>The rollout as the status tells it.</summary>
internal static class RolloutStatusPolicy
{
    public static RolloutStatus Of(ModelDecision decision)
    {
        var (state, rules) = (decision.State, decision.Facts.Rules);
        var stepping = rules.Steps.Count > 0 && state.Phase is not null && !state.Rollback;
        return new()
        {
            Phase = state.Phase,
            Strategy = state.Phase is null ? null : rules.Strategy,
            Step = stepping ? Math.Min(state.Step, rules.Steps.Count - 1) + 1 : null,
            Steps = stepping ? rules.Steps.Count : null,
            Weight = state.Phase switch
            {
                RolloutPhase.Aborted => 0,
                RolloutPhase.Stepping or RolloutPhase.Promoting => state.Weight,
                _ => null,
            },
            Mirror = state is { Phase: RolloutPhase.Stepping, Mirror: > 0 } ? state.Mirror : null,
            Rollback = state.Rollback ? true : null,
            Crashes = state.Crashes > 0 ? state.Crashes : null,
            LostTime = state.LostTime,
            StableDownTime = state.StableDownTime,
            Plan = state.Rules,
            StartTime = decision.Progress.StartTime ?? state.StartTime,
            ReadyTime = decision.Progress.ReadyTime ?? state.ReadyTime,
            StepStartTime = state.StepTime,
            PausedTime = state.PausedTime,
            PausedByAction = state.PausedByAction ? true : null,
            EndTime = state.EndTime,
            Cause = state.Cause,
            Message = StatusPolicy.Cut(RolloutWords.Now(decision)),
            Next = RolloutWords.Next(decision) is { } next ? StatusPolicy.Cut(next) : null,
        };
    }
}
