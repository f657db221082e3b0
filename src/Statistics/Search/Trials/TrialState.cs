namespace Modelwright.Statistics.Search.Trials;

/// <summary>Where a trial stands.</summary>
public enum TrialState
{
    /// <summary>Created, not started: waiting for a queue or a node.</summary>
    Queued,

    /// <summary>Started, not ended.</summary>
    Running,

    /// <summary>Ended with a value of the objective, which may be NaN.</summary>
    Succeeded,

    /// <summary>Ended without one.</summary>
    Failed,

    /// <summary>Stopped early because it was not promising.</summary>
    Pruned,

    /// <summary>Ended, but a constraint does not hold or the objective is no number; never best.</summary>
    Infeasible,
}
