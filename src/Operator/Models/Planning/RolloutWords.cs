using System.Globalization;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models.Providers;
using Modelwright.Operator.Models.Rollouts;

namespace Modelwright.Operator.Models.Planning;

/// <summary>Where a rollout is, why, and what comes next, for people.</summary>
internal static class RolloutWords
{
    /// <summary>It waits for a person.</summary>
    public static bool IsPaused(ModelDecision decision)
    {
        var (state, rules) = (decision.State, decision.Facts.Rules);
        if (Frozen(decision)) return true;
        if (state.Candidate is null) return false;
        return state.PausedByAction || rules.Paused || (Step(decision) is { Pause: true } step && Lived(decision, step));
    }

    /// <summary>What it does, and what it waits for.</summary>
    public static string Now(ModelDecision decision)
    {
        var (state, rules) = (decision.State, decision.Facts.Rules);
        if (state.Phase == RolloutPhase.Aborted)
            return $"{state.Cause}; {Answers(decision)}";
        if (state.Candidate is not { } candidate) return ConditionsPolicy.Waiting(decision);
        if (state.PausedByAction) return $"a person paused it; {Doing(decision, candidate)}";
        return rules.Paused ? $"spec.rollout.paused is set; {Doing(decision, candidate)}" : Doing(decision, candidate);
    }

    /// <summary>Who answers requests at the moment.</summary>
    public static string Answers(ModelDecision decision) =>
        decision.Serving is { Available: > 0 } serving ? $"{serving.Name} keeps serving"
        : decision.Traffic.Stable is { } stable ? $"no replica of {stable} answers at the moment"
        : "nothing else is there to serve";

    private static string Doing(ModelDecision decision, string candidate)
    {
        var (state, rules) = (decision.State, decision.Facts.Rules);
        if (state.Phase != RolloutPhase.Stepping)
            return state.Rollback && state.Cause is not null ? $"{Promoting(decision)} ({state.Cause})" : Promoting(decision);
        var place = $"step {state.Step + 1} of {rules.Steps.Count}";
        if (state.StableDownTime is not null)
            return $"{place}: no replica of {state.Stable} answers; {candidate} answers for it";
        if (Waiting(decision, candidate) is { } waiting) return $"{place}: {waiting}";
        var share = $"{candidate} has {Share(decision, candidate)}"
            + (state.Mirror > 0 ? $" and copies of {state.Mirror} % of the others" : "");
        var analysis = decision.Facts.Analysis is { } outcome ? $"; {outcome.Message}" : "";
        return $"{place}: {share}{analysis}";
    }

    /// <summary>What will happen, and what would change that; null where nothing will.</summary>
    public static string? Next(ModelDecision decision)
    {
        var (state, rules) = (decision.State, decision.Facts.Rules);
        var model = decision.Observed.Model.Metadata.Name;
        if (state.Phase == RolloutPhase.Aborted)
            return $"nothing, until the spec changes or somebody says 'modelwright rollout retry {model}'";
        if (state.Candidate is not { } candidate) return null;
        if (state.PausedByAction) return $"nothing, until somebody says 'modelwright rollout resume {model}'";
        if (rules.Paused) return "nothing, until spec.rollout.paused is taken away";
        if (state.Phase != RolloutPhase.Stepping) return $"{candidate} gets all requests once its replicas are ready";
        if (state.StableDownTime + rules.Deadline is { } end)
            return $"the step begins again when {state.Stable} is back; {candidate} gets all requests for good if it is not by {At(end)}";
        if (Step(decision) is not { } step || state.StepTime is null)
            return IsImpossible(decision) ? $"the step begins once its share is possible; 'modelwright rollout promote {model}' goes on"
                : $"the step begins once {candidate} is ready and {CarrierWords.Who(decision)}";
        var then = StepPolicy.IsLast(state, rules) ? $"{candidate} gets all requests"
            : $"step {state.Step + 2} gives {candidate} {rules.Steps[state.Step + 1].Weight} %";
        if (step.Pause) return $"{then} when somebody says 'modelwright rollout promote {model}'";
        var due = StepPolicy.Due(state, rules)!.Value;
        var when = due > decision.Observed.Now ? $"at {At(due)}" : "now";
        return decision.Facts.Analysis switch
        {
            null => $"{then} {when}",
            { Verdict: AnalysisVerdict.NonInferior } => $"{then} {when}, unless the analysis finds harm",
            { Verdict: AnalysisVerdict.Inconclusive } when !StepPolicy.IsLast(state, rules) =>
                StepEvidence.Suffices(decision.Facts, state)
                    ? $"{then} {when}, unless the analysis finds harm"
                    : $"{then} once {candidate} has had {rules.MinRequests} requests at this step "
                        + $"({StepEvidence.Count(decision.Facts, state)} so far); {Undecided(decision, due)}",
            { Verdict: AnalysisVerdict.Unavailable } => $"{then} once the measurements can be read again",
            { Verdict: AnalysisVerdict.NoData } => $"{then} once there are enough requests to judge by",
            { Status.SplitSuspect: true } => $"{then} once the requests are split as they should be",
            _ => $"{then} once the evidence says that it is no worse, {when} at the earliest; {Undecided(decision, due)}",
        };
    }

    private static string Undecided(ModelDecision decision, DateTimeOffset due)
    {
        var rule = decision.Facts.Rules.Undecided;
        return rule.End switch
        {
            StepEnd.Promote => $"if that is not clear by {At(due + rule.Timeout)}, it goes on all the same (onInconclusive: Promote)",
            StepEnd.Abort => $"if that is not clear by {At(due + rule.Timeout)}, it is taken back (onInconclusive: Abort)",
            _ => "until then it stays as it is (onInconclusive: Hold)",
        };
    }

    private static string At(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:u}");

    /// <summary>A new revision is wanted, and <c>spec.rollout.paused</c> keeps it from being begun.</summary>
    public static bool Frozen(ModelDecision decision) =>
        decision.Facts.Rules.Paused && decision.State.Candidate is null && !decision.Aborted && !decision.Demand.Idle
        && decision.Target is { } target && decision.Traffic.Stable is { } stable && stable != target.Name;

    private static string Promoting(ModelDecision decision) => ConditionsPolicy.Waiting(decision);

    private static string? Waiting(ModelDecision decision, string candidate)
    {
        if (decision.Revisions.FirstOrDefault(view => view.Name == candidate) is not { } view) return null;
        var need = CapacityPolicy.Need(decision.State, decision.Facts.Rules, decision.Replicas);
        if (decision.State.StepTime is not null) return null;
        if (view.Settled < need)
            return $"{view.Settled} of {need} replicas of {candidate} are ready{(view.Problem is { } stuck ? $"; {stuck.Message}" : "")}";
        return IsImpossible(decision)
            ? ReplicaShare.Advice(decision.Facts.Rules, decision.State.Weight, decision.Replicas)
            : CarrierWords.Progress(decision);
    }

    /// <summary>The step's share cannot be had with so few replicas, and nobody else divides the requests.</summary>
    public static bool IsImpossible(ModelDecision decision) => decision.State.Phase == RolloutPhase.Stepping
        && ReplicaShare.IsImpossible(decision.Facts.Rules, decision.State.Weight, decision.Replicas);

    /// <summary>Of replicas, what they come to; the step may ask for more.</summary>
    private static string Share(ModelDecision decision, string candidate)
    {
        var weight = decision.State.Weight;
        if (decision.Route.Provider != TrafficProvider.None || weight is 0 or 100) return $"{weight} % of the requests";
        var real = decision.Traffic.Shares.FirstOrDefault(share => share.Revision == candidate)?.Weight ?? 0;
        return $"{real} % of the replicas, and so about that of new connections (the step allows {weight} %)";
    }

    private static Stage? Step(ModelDecision decision) =>
        decision.State is { Phase: RolloutPhase.Stepping } state && state.Step < decision.Facts.Rules.Steps.Count
            ? decision.Facts.Rules.Steps[state.Step]
            : null;

    /// <summary>The step's own time is over, and only the person is missing.</summary>
    private static bool Lived(ModelDecision decision, Stage step) =>
        decision.State.StepTime is { } since && since + step.Duration <= decision.Observed.Now;
}
