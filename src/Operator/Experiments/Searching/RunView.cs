using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Records;

namespace Modelwright.Operator.Experiments.Searching;

/// <summary>A run as it is recorded, with its object if there is one.</summary>
/// <param name="Record">The record; it has the end of a run whose object has ended.</param>
/// <param name="Run">The object.</param>
internal sealed record RunView(RunRecord Record, TrainingRun? Run)
{
    private static readonly HashSet<string> Waits =
    [
        TrainingRunReasons.Pending, TrainingRunReasons.Queued, TrainingRunReasons.Suspended, TrainingRunReasons.Starting,
        TrainingRunReasons.Retrying, TrainingRunReasons.ResourceRefused,
    ];

    /// <summary>It has ended, for the search.</summary>
    public bool Ended => Record.Ended;

    /// <summary>Its pods do something; one that is not ended and not under way waits for a queue, a node or a retry.</summary>
    public bool UnderWay => !Ended && RunReader.Condition(Run) is { } condition && !Waits.Contains(condition.Reason);
}
