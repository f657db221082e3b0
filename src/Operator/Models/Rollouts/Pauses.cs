namespace Modelwright.Operator.Models.Rollouts;

/// <summary>Clocks stand still while a rollout is paused.</summary>
internal static class Pauses
{
    /// <summary>Begins or ends the pause that the rules ask for.</summary>
    public static RolloutState Follow(RolloutState state, RolloutFacts facts) =>
        facts.Rules.Paused
            ? state with { PausedTime = state.PausedTime ?? Times.Whole(facts.Now) }
            : End(state, facts);

    /// <summary>Ends the pause, unless something still asks for it; the clocks go on from where they stood.</summary>
    public static RolloutState End(RolloutState state, RolloutFacts facts)
    {
        if (state.PausedTime is not { } since || state.PausedByAction || facts.Rules.Paused) return state;
        var stood = Times.Whole(facts.Now) - since;

        // The deadline runs only while it is not ready. From then on the time of its beginning names its evidence, and stays.
        var waits = state.ReadyTime is null;
        return state with
        {
            PausedTime = null,
            StartTime = waits && state.Crashes == 0 ? state.StartTime + stood : state.StartTime,
            LostTime = waits ? state.LostTime + stood : state.LostTime,
            StepTime = state.StepTime + stood,
        };
    }
}
