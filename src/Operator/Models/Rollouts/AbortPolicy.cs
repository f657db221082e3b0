using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>Takes a revision back, and remembers it, so that nobody tries it again by accident.</summary>
internal static class AbortPolicy
{
    /// <summary>The candidate gets nothing any more; the stable revision goes on.</summary>
    public static RolloutState Abort(RolloutState state, RolloutFacts facts, string cause) => state with
    {
        Candidate = null,
        Aborted = state.Candidate,
        Phase = RolloutPhase.Aborted,
        EndTime = Times.Whole(facts.Now),
        Cause = Cut($"{state.Candidate}: {cause}"),
        PausedTime = null,
        PausedByAction = false,
    };

    /// <summary>Goes back to a revision that served; what the spec asks for is taken back.</summary>
    public static RolloutState Return(RolloutState state, RolloutFacts facts, string revision, string cause) => new()
    {
        Stable = state.Stable,
        Aborted = facts.Target?.Name ?? state.Stable,
        Candidate = revision,
        Phase = RolloutPhase.Promoting,
        Rollback = true,
        Weight = 100,
        StartTime = Times.Whole(facts.Now),
        Cause = Cut($"{state.Stable}: {cause}"),
        Rules = facts.Rules.Digest,
    };

    /// <summary>It is back; why stays known until the spec asks for something else.</summary>
    public static RolloutState Returned(RolloutState state, RolloutFacts facts, string cause) => state.WithoutRollout() with
    {
        Phase = RolloutPhase.Aborted,
        EndTime = Times.Whole(facts.Now),
        Cause = cause,
    };

    /// <summary>
    /// It does not go back after all. What serves is wanted again, unless the spec asks for another one that was taken back.
    /// </summary>
    public static RolloutState Stay(RolloutState state, RolloutFacts facts) => state.Aborted == state.Stable
        ? state.WithoutRollout() with { Aborted = null }
        : Returned(state, facts, state.Cause ?? "");

    private static string Cut(string text) => text.Length <= 1000 ? text : text[..999] + "…";
}
