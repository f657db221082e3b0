using Modelwright.Crds.Models.Analysis;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Models.Planning;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>
/// What does not wait for the end of a step: harm, crashes, and a stable revision that is down. It holds during a pause, too.
/// </summary>
internal static class SafetyPolicy
{
    /// <summary>So many times may a candidate lose all its replicas while it carries requests.</summary>
    public const int MaxCrashes = 3;

    public static RolloutTurn Guard(RolloutFacts facts, RolloutTurn turn)
    {
        var state = turn.State;
        var harmful = facts.Analysis?.Verdict == AnalysisVerdict.Harmful;
        if (facts.Find(state.Candidate) is not { } candidate) return Probation(facts, turn, harmful);
        if (harmful && !state.Rollback && facts.Recorded.Candidate == state.Candidate)
            return turn.With(AbortPolicy.Abort(state, facts, facts.Analysis!.Message),
                new RolloutNote("RolloutAborted", $"{candidate.Name} is taken back: {facts.Analysis.Message}", Warning: true));
        if (state.ReadyTime is not null && candidate.Available == 0 && Carries(facts, candidate))
        {
            state = state with { ReadyTime = null, StepTime = null, LostTime = Times.Whole(facts.Now), Crashes = state.Crashes + 1 };
            var times = state.Rollback ? $"{state.Crashes}" : $"{state.Crashes} of {MaxCrashes}";
            var text = $"{candidate.Name} lost all its replicas while it had requests (time {times})";
            if (state.Crashes >= MaxCrashes && !state.Rollback)
                return turn.With(AbortPolicy.Abort(state, facts, text), new RolloutNote("RolloutAborted", text, Warning: true));
            return turn.With(state,
                new RolloutNote("CanaryUnavailable", $"{text}; its share is zero until it is ready again", Warning: true));
        }

        return state.Phase == RolloutPhase.Stepping ? StableDown(facts, turn, candidate) : turn;
    }

    /// <summary>
    /// The candidate answers for a stable revision that is down (<see cref="ServingPolicy"/>), which decides nothing: a replica that
    /// restarts is no verdict. Only where it does not come back is there nothing to go back to.
    /// </summary>
    private static RolloutTurn StableDown(RolloutFacts facts, RolloutTurn turn, RevisionView candidate)
    {
        var state = turn.State;
        var stable = facts.Find(state.Stable);
        if (stable is { Available: > 0 } || (state.StableDownTime is null && !(StandsIn(facts, stable, candidate)
            || (candidate.CanServe && IsDown(facts, stable)))))
            return turn with { State = state with { StableDownTime = null } };
        if (state.StableDownTime is not { } since)
            return turn.With(state with { StableDownTime = Times.Whole(facts.Now), StepTime = null }, new RolloutNote("StableUnavailable",
                $"no replica of {state.Stable} answers; {candidate.Name} answers for it until it is back", Warning: true));
        return candidate.CanServe && facts.Now >= since + facts.Rules.Deadline && state.PausedTime is null && !facts.Rules.Paused
            ? turn.With(state.Promoted(facts.Rules), new RolloutNote("StableGivenUp",
                $"{state.Stable} did not come back within spec.rollout.progressDeadline; {candidate.Name} gets all requests for good",
                Warning: true))
            : turn with { State = state with { StepTime = null } };
    }

    /// <summary>It has all requests already, though whoever decided that did not come to write it down.</summary>
    private static bool StandsIn(RolloutFacts facts, RevisionView? stable, RevisionView candidate) =>
        stable is { Available: 0, Wanted: > 0 } && candidate.Available > 0 && facts.Written?.Sole == candidate.Name;

    /// <summary>It had requests, by what the routers were told, and has nobody to answer them.</summary>
    public static bool IsDown(RolloutFacts facts, RevisionView? view) =>
        view is { Available: 0, Wanted: > 0, Deployment.UpToDate: true } && facts.Written?.Weight(view.Name) > 0;

    private static bool Carries(RolloutFacts facts, RevisionView candidate) =>
        facts.Written is { } written && (written.Weight(candidate.Name) > 0 || written.Mirror?.Revision == candidate.Name);

    private static RolloutTurn Probation(RolloutFacts facts, RolloutTurn turn, bool harmful)
    {
        if (turn.State.Probation is not { } probation || facts.Recorded.Probation is null) return turn;
        var watched = facts.Find(probation.Revision);
        var isLost = probation.DownTime is null && IsDown(facts, watched);
        var crashes = (probation.Crashes ?? 0) + (isLost ? 1 : 0);
        probation = probation with
        {
            Crashes = crashes == 0 ? null : crashes,
            DownTime = watched is { Available: > 0 } ? null : isLost ? Times.Whole(facts.Now) : probation.DownTime,
        };
        turn = turn with { State = turn.State with { Probation = probation } };
        if (facts.Find(probation.Previous) is not { Exists: true }) return turn;
        var message = harmful ? facts.Analysis!.Message
            : isLost && crashes >= MaxCrashes ? $"it lost all its replicas (time {crashes} of {MaxCrashes})"
            : null;
        if (message is null) return turn;
        return turn.With(AbortPolicy.Return(turn.State, facts, probation.Previous, message) with { Probation = null },
            new RolloutNote("RollbackStarted", $"{probation.Revision} is taken back during its probation: {message}", Warning: true));
    }
}
