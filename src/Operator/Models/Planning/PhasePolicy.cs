using Modelwright.Crds.Models.Analysis;
using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Models.Planning;

/// <summary>The Model's state in one word.</summary>
internal static class PhasePolicy
{
    public static ModelPhase Of(ModelDecision decision)
    {
        var answers = decision.Serving is { Available: > 0 } && decision.Acknowledgement.Following > 0 && decision.Locked is null;
        if (decision.Demand.Idle && decision.Problem is null)
            return decision.Rest == Rest.Settling ? ModelPhase.Progressing : ModelPhase.Idle;
        if (decision.Problem is { NeedsAction: true } || decision.Progress.Late || decision.Aborted)
            return decision.State.Candidate is not null && decision.Aborted ? ModelPhase.Progressing
                : answers || decision.Demand.Asleep ? ModelPhase.Degraded : ModelPhase.Failed;
        if (RolloutWords.IsPaused(decision) || IsBlind(decision)) return ModelPhase.Paused;
        if (decision.State is { Phase: RolloutPhase.Stepping, StepTime: not null }) return ModelPhase.Canarying;
        if (decision.Complete) return decision.State.Probation is null ? ModelPhase.Ready : ModelPhase.Probation;
        return answers || decision.Traffic.Stable is not null || decision.Target?.Deployment is not null
            ? ModelPhase.Progressing
            : ModelPhase.Pending;
    }

    /// <summary>A step cannot end because nothing can be measured.</summary>
    private static bool IsBlind(ModelDecision decision) =>
        decision.State is { Phase: RolloutPhase.Stepping, StepTime: not null }
        && decision.Facts.Analysis?.Verdict == AnalysisVerdict.Unavailable;
}
