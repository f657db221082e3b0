using Modelwright.Crds.Models.Analysis;
using Modelwright.Crds.Models.Rollouts;
using Modelwright.Operator.Models.Providers;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>When a step begins and ends, and what comes after it.</summary>
internal static class StepPolicy
{
    public static RolloutTurn Advance(RolloutFacts facts, RolloutTurn turn)
    {
        var state = turn.State;
        if (facts.Find(state.Candidate) is not { } candidate || state.Phase is not (RolloutPhase.Stepping or RolloutPhase.Promoting))
            return turn;
        state = Pauses.Follow(state, facts);
        var need = CapacityPolicy.Need(state, facts.Rules, facts.Demand.Count);
        state = state with
        {
            ReadyTime = candidate.Settled >= need ? state.ReadyTime ?? Times.Whole(facts.Now)
                : candidate.Available == 0 ? null : state.ReadyTime,
        };
        if (state.Phase != RolloutPhase.Stepping) return turn with { State = state };
        var isElsewhere = facts.Written is { } route && route.Weight(state.Candidate!) != state.Weight;
        if (isElsewhere || ReplicaShare.IsImpossible(facts.Rules, state.Weight, facts.Demand.Count)) state = state with { StepTime = null };
        if (state.StepTime is null && InForce(facts, state)) state = state with { StepTime = Times.Whole(facts.Now) };
        turn = turn with { State = state };
        if (facts.Target is null) return turn;
        if (state.PausedTime is not null || facts.Rules.Paused || state.StepTime is null || state.Step >= facts.Rules.Steps.Count)
            return turn;
        return After(facts, state) switch
        {
            StepEnd.Next => Next(facts, turn),
            StepEnd.Abort => turn.With(AbortPolicy.Abort(state, facts, Undecided(facts)),
                new RolloutNote("RolloutAborted", $"{state.Candidate} is taken back: {Undecided(facts)}", Warning: true)),
            StepEnd.Promote => turn.With(state.Promoted(facts.Rules),
                new RolloutNote("AnalysisInconclusive", $"{state.Candidate} is promoted all the same: {Undecided(facts)}", Warning: true)),
            _ => turn,
        };
    }

    /// <summary>When the step's time is over; null while no clock runs, or for a step that a person ends.</summary>
    public static DateTimeOffset? Due(RolloutState state, RolloutRules rules) =>
        state.Step < rules.Steps.Count && !rules.Steps[state.Step].Pause ? Lived(state, rules) : null;

    /// <summary>When the step will have lasted as long as it has to, whoever ends it; null while no clock runs.</summary>
    public static DateTimeOffset? Lived(RolloutState state, RolloutRules rules) =>
        state is { Phase: RolloutPhase.Stepping, StepTime: { } since, PausedTime: null } && state.Step < rules.Steps.Count
            ? since + rules.Steps[state.Step].Duration
            : null;

    /// <summary>It is the last step before all requests.</summary>
    public static bool IsLast(RolloutState state, RolloutRules rules) => state.Step + 1 >= rules.Steps.Count;

    private static bool InForce(RolloutFacts facts, RolloutState state) =>
        facts.Agreed && facts.Written is { } written && written.Weight(state.Candidate!) == state.Weight
        && (written.Mirror?.Revision == state.Candidate ? written.Mirror!.Percent : 0) == state.Mirror
        && state.ReadyTime is not null;

    private static StepEnd After(RolloutFacts facts, RolloutState state)
    {
        if (Due(state, facts.Rules) is not { } due || facts.Now < due) return StepEnd.Stay;
        if (facts.Analysis is not { } analysis) return StepEnd.Next;
        var last = IsLast(state, facts.Rules);
        return analysis.Verdict switch
        {
            AnalysisVerdict.NonInferior => StepEnd.Next,
            AnalysisVerdict.NoData when StepEvidence.IsSilent(facts, state) => StepEnd.Next,
            AnalysisVerdict.Inconclusive when !last && StepEvidence.Suffices(facts, state) => StepEnd.Next,
            AnalysisVerdict.Inconclusive when facts.Rules.Undecided.Over(due, facts.Now) => facts.Rules.Undecided.End switch
            {
                // Where requests go elsewhere than they were sent, nobody knows what the figures are of.
                StepEnd.Promote when analysis.Status?.SplitSuspect == true => StepEnd.Stay,
                StepEnd.Promote when !last => StepEnd.Next,
                var end => end,
            },
            _ => StepEnd.Stay,
        };
    }

    private static RolloutTurn Next(RolloutFacts facts, RolloutTurn turn)
    {
        var (state, rules) = (turn.State, facts.Rules);
        if (!IsLast(state, rules)) return turn with { State = state.At(state.Step + 1, rules) };
        var why = facts.Analysis is { } analysis ? $": {analysis.Message}" : "";
        return turn.With(state.Promoted(rules), new RolloutNote("StepsCompleted", $"{state.Candidate} gets all requests{why}"));
    }

    private static string Undecided(RolloutFacts facts) =>
        $"the evidence was not decisive within spec.rollout.analysis.inconclusiveTimeout: {facts.Analysis!.Message}";
}
