using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>
/// The revision that was promoted and has all requests by every router's word is the stable one. Who only stands in for a stable revision
/// that is down is not: when that one is back, it serves again.
/// </summary>
internal static class PromotionPolicy
{
    public static RolloutTurn Settle(RolloutFacts facts, RolloutTurn turn)
    {
        var state = turn.State;
        if (state.Probation is { } probation && (probation.EndTime <= facts.Now || probation.Revision != state.Stable))
            state = state with { Probation = null };
        if (!facts.Agreed || facts.Written?.Sole is not { } sole || sole == state.Stable || facts.Find(sole) is null
            || !(Promoted(state, sole) || facts.Find(state.Stable) is not { Exists: true }))
            return turn with { State = state };
        var (previous, candidate) = (facts.Find(state.Stable), state.Candidate == sole);
        state = !candidate ? state with { Stable = sole }
            : state is { Rollback: true, Aborted: not null, Cause: { } cause }
                ? AbortPolicy.Returned(state, facts, cause) with { Stable = sole }
            : state.WithoutRollout() with { Stable = sole };
        if (previous is null) return turn with { State = state };
        var went = turn.State.Rollback
            ? new RolloutNote("RolledBack", $"{sole} has all traffic again; {previous.Name} is kept for a while")
            : new RolloutNote("Promoted", $"{sole} has all traffic; {previous.Name} is kept for a while");
        var watched = candidate && !turn.State.Rollback && facts.Rules.Probation > TimeSpan.Zero;
        var now = Times.Whole(facts.Now);
        return turn.With(
            state with
            {
                Probation = watched
                    ? new ProbationStatus
                    {
                        Revision = sole,
                        Previous = previous.Name,
                        StartTime = now,
                        EndTime = now + facts.Rules.Probation,
                    }
                    : null,
            },
            candidate ? [went] : []);
    }

    private static bool Promoted(RolloutState state, string revision) =>
        state.Candidate == revision && state.Phase == RolloutPhase.Promoting;
}
