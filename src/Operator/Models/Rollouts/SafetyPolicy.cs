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
            state = state with { ReadyTime = null, StepTime = null, Crashes = state.Crashes + 1 };
            var text = $"{candidate.Name} lost all its replicas while it had requests ({state.Crashes} of {MaxCrashes} times)";
            if (state.Crashes >= MaxCrashes && !state.Rollback)
                return turn.With(AbortPolicy.Abort(state, facts, text), new RolloutNote("RolloutAborted", text, Warning: true));
            return turn.With(state,
                new RolloutNote("CanaryUnavailable", $"{text}; its share is zero until it is ready again", Warning: true));
        }

        // Nothing that a person could want speaks for a revision that is down.
        if (state.Phase == RolloutPhase.Stepping && candidate.CanServe && IsDown(facts, facts.Find(state.Stable)))
            return turn.With(state.Promoted(facts.Rules), new RolloutNote("StableUnavailable",
                $"no replica of {state.Stable} answers; {candidate.Name} gets all requests without further steps", Warning: true));
        return turn;
    }

    /// <summary>It had requests, by what the routers were told, and has nobody to answer them.</summary>
    public static bool IsDown(RolloutFacts facts, RevisionView? stable) =>
        stable is { Available: 0, Wanted: > 0, Deployment.UpToDate: true } && facts.Written?.Weight(stable.Name) > 0;

    private static bool Carries(RolloutFacts facts, RevisionView candidate) =>
        facts.Written is { } written && (written.Weight(candidate.Name) > 0 || written.Mirror?.Revision == candidate.Name);

    private static RolloutTurn Probation(RolloutFacts facts, RolloutTurn turn, bool harmful)
    {
        if (!harmful || turn.State.Probation is not { } probation || facts.Recorded.Probation is null) return turn;
        if (facts.Find(probation.Previous) is null) return turn;
        var message = facts.Analysis!.Message;
        return turn.With(AbortPolicy.Return(turn.State, facts, probation.Previous, message) with { Probation = null },
            new RolloutNote("RollbackStarted", $"{probation.Revision} is taken back during its probation: {message}", Warning: true));
    }
}
