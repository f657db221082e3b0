using Modelwright.Crds.Models.Rollouts;

namespace Modelwright.Operator.Models.Rollouts;

/// <summary>Does what people asked for, where it still makes sense, and says what came of it.</summary>
internal static class ActionPolicy
{
    private const int Hash = RevisionHash.Digits;

    public static RolloutTurn Obey(RolloutFacts facts, RolloutTurn turn, IReadOnlyList<ActionRequest> actions)
    {
        List<ActionRecord> done = [];
        foreach (var action in actions)
        {
            var (state, result, taken) = One(facts, turn.State, action);
            var note = taken
                ? new RolloutNote("ActionTaken", $"{action.Name}: {result}")
                : new RolloutNote("ActionIgnored", $"{action.Name} '{action.Value}' was ignored: {result}", Warning: true);
            turn = turn.With(state, note);
            done.Add(new()
            {
                Name = action.Name,
                Value = action.Value,
                Time = Times.Whole(facts.Now),
                Ignored = taken ? null : true,
                Result = Cut(result),
            });
        }

        return turn with { Actions = done };
    }

    private static (RolloutState State, string Result, bool Taken) One(RolloutFacts facts, RolloutState state, ActionRequest action)
    {
        if (Guard(facts, state, action) is { } refusal) return (state, refusal, false);
        return action.Name switch
        {
            ActionRequest.Promote => Promote(facts, state, action),
            ActionRequest.Abort => Abort(facts, state),
            ActionRequest.Retry => state.Aborted is { } aborted
                ? (state.WithoutRollout() with { Aborted = null }, $"{aborted} is tried again", true)
                : (state, "nothing was taken back", false),
            ActionRequest.Pause => state.Candidate is null ? (state, "nothing is being rolled out", false)
                : state.PausedByAction ? (state, "it is paused already", false)
                : (state with { PausedByAction = true, PausedTime = state.PausedTime ?? Times.Whole(facts.Now) }, "the rollout is paused",
                    true),
            ActionRequest.Resume => state.PausedByAction
                ? (Pauses.End(state with { PausedByAction = false }, facts), "the rollout goes on", true)
                : (state, "it was not paused by an action", false),
            _ => Rollback(facts, state, action),
        };
    }

    /// <summary>A value that names a revision of the Model is only for that one: the person looked at something else.</summary>
    private static string? Guard(RolloutFacts facts, RolloutState state, ActionRequest action)
    {
        if (action.Name == ActionRequest.Rollback) return null;
        if (facts.Find(action.Subject) is null)
            return IsRevision(facts, action.Subject) ? $"there is no revision {action.Subject} any more" : null;
        var meant = action.Name switch
        {
            ActionRequest.Retry => state.Aborted,
            ActionRequest.Abort => state.Candidate ?? state.Probation?.Revision,
            _ => state.Candidate,
        };
        return meant == action.Subject || meant is null ? null : $"it is about {action.Subject}, and now it would be {meant}";
    }

    /// <summary>It is built as the names of this Model's revisions are.</summary>
    private static bool IsRevision(RolloutFacts facts, string subject) =>
        subject.Length > Hash && subject[^Hash..].All(char.IsAsciiHexDigitLower)
        && facts.Revisions.Any(view => view.Name.Length == subject.Length && view.Name[..^Hash] == subject[..^Hash]);

    private static (RolloutState, string, bool) Promote(RolloutFacts facts, RolloutState state, ActionRequest action)
    {
        if (state.Candidate is not { } candidate) return (state, "nothing is being rolled out", false);
        if (state.Phase != RolloutPhase.Stepping) return (state, $"{candidate} is being promoted already", false);
        state = Pauses.End(state with { PausedByAction = false }, facts);
        return action.Full || state.Step + 1 >= facts.Rules.Steps.Count
            ? (state.Promoted(facts.Rules), $"{candidate} gets all requests by a person's word", true)
            : (state.At(state.Step + 1, facts.Rules), $"{candidate} goes to step {state.Step + 2} by a person's word", true);
    }

    private static (RolloutState, string, bool) Abort(RolloutFacts facts, RolloutState state)
    {
        if (state.Candidate is not null && facts.Find(state.Stable) is not { Exists: true })
            return (state, "there is no other revision to serve", false);
        if (state.Candidate is { } candidate)
            return state.Rollback && candidate != facts.Target?.Name
                ? (AbortPolicy.Stay(state, facts), $"{state.Stable} goes on; nothing goes back to {candidate}", true)
                : (AbortPolicy.Abort(state, facts, "a person aborted it"), $"{candidate} is taken back", true);
        if (state.Probation is { } probation && facts.Find(probation.Previous) is not null)
            return (AbortPolicy.Return(state, facts, probation.Previous, "a person aborted it during probation"),
                $"{probation.Revision} is taken back", true);
        return (state, "nothing is being rolled out", false);
    }

    private static (RolloutState, string, bool) Rollback(RolloutFacts facts, RolloutState state, ActionRequest action)
    {
        if (facts.Find(action.Subject) is not { } view) return (state, $"there is no revision {action.Subject}", false);
        if (view.Name == state.Stable && state.Candidate is { } candidate && !state.Rollback)
            return (AbortPolicy.Abort(state, facts, $"a person went back to {view.Name}"), $"{candidate} is taken back", true);
        if (view.Name == state.Stable) return (state, $"{view.Name} serves already", false);
        if (!view.Served) return (state, $"{view.Name} never served", false);
        if (facts.Demand.Idle) return (state, "nothing serves at zero replicas; say it again once the Model is up", false);
        return (AbortPolicy.Return(state, facts, view.Name, $"a person went back to {view.Name}"), $"going back to {view.Name}", true);
    }

    private static string Cut(string text) => text.Length <= 256 ? text : text[..255] + "…";
}
