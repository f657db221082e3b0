using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Models.Rollouts;

namespace Modelwright.Operator.Models.Planning;

/// <summary>What a rollout has to say in the conditions <c>Progressing</c> and <c>Ready</c>; null where it has nothing to say.</summary>
internal static class RolloutVerdict
{
    public static Verdict? Progressing(ModelDecision decision)
    {
        Verdict Say(bool holds, string reason) => new(ModelConditions.Progressing, holds, reason, RolloutWords.Now(decision));
        var state = decision.State;
        if (RolloutWords.Frozen(decision)) return Frozen(decision, ModelConditions.Progressing);
        if (decision.Aborted && state.Candidate is null) return Say(false, ModelReasons.RolloutAborted);
        if (state.Candidate is null) return null;
        if (RolloutWords.IsPaused(decision)) return Say(false, ModelReasons.RolloutPaused);
        if (RolloutWords.IsImpossible(decision)) return Say(false, ModelReasons.ShareImpossible);
        if (state.Phase != RolloutPhase.Stepping || state.StepTime is null) return null;
        var over = StepPolicy.Due(state, decision.Facts.Rules) <= decision.Observed.Now;
        return decision.Facts.Analysis?.Verdict switch
        {
            AnalysisVerdict.Unavailable => Say(false, ModelReasons.MetricsUnavailable),
            AnalysisVerdict.NoData => Say(true, ModelReasons.WaitingForSamples),
            AnalysisVerdict.Inconclusive when over && !StepPolicy.IsLast(state, decision.Facts.Rules)
                && !StepEvidence.Suffices(decision.Facts, state) => Say(true, ModelReasons.WaitingForSamples),
            AnalysisVerdict.Inconclusive when over && StepPolicy.IsLast(state, decision.Facts.Rules) =>
                Say(false, ModelReasons.Inconclusive),
            _ => Say(true, ModelReasons.RolloutStep),
        };
    }

    public static Verdict? Ready(ModelDecision decision)
    {
        Verdict Say(string reason) => new(ModelConditions.Ready, false, reason, RolloutWords.Now(decision));
        if (RolloutWords.Frozen(decision)) return Frozen(decision, ModelConditions.Ready);
        if (decision.Aborted && decision.State.Candidate is null) return Say(ModelReasons.RolloutAborted);
        if (decision.State.Candidate is null) return null;
        return RolloutWords.IsPaused(decision) ? Say(ModelReasons.RolloutPaused)
            : RolloutWords.IsImpossible(decision) ? Say(ModelReasons.ShareImpossible)
            : decision.State is { Phase: RolloutPhase.Stepping, StepTime: not null } ? Say(ModelReasons.InProgress)
            : null;
    }

    private static Verdict Frozen(ModelDecision decision, string type) => new(type, false, ModelReasons.RolloutPaused,
        $"{decision.Target!.Name} is wanted, and spec.rollout.paused keeps it from being begun; {RolloutWords.Answers(decision)}");
}
