using Modelwright.Crds.Experiments;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Searching;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Operator.Experiments.Planning;

/// <summary>
/// Which ended runs go as objects. Their records stay. With a resource nothing goes before the end: any run may be the one that the next
/// one goes on from, and its checkpoints go with it.
/// </summary>
internal static class HistoryPolicy
{
    private const int MostAtOnce = 20;

    /// <summary>The deletions.</summary>
    public static IEnumerable<Effect> Remove(Experiment experiment, SearchState state, bool ended)
    {
        var spec = experiment.Spec;
        if (spec.Resource is not null && !ended) return [];
        var kept = TrialRanking.Order(state.Direction, state.Trials.Where(trial => trial.IsTerminal && trial.State != TrialState.Failed))
            .Take(spec.History?.KeepBest ?? ExperimentDefaults.KeepBest)
            .Concat(state.Trials.Where(trial => trial.State == TrialState.Failed).OrderByDescending(trial => trial.Number)
                .Take(spec.History?.KeepFailed ?? ExperimentDefaults.KeepFailed))
            .Select(trial => trial.Number).ToHashSet();
        return state.Views
            .Where(view => view is { Ended: true, Run.Metadata.DeletionTimestamp: null } && !kept.Contains(view.Record.Number)
                && RunReader.HasEnded(view.Run))
            .Take(MostAtOnce)
            .Select(view => new Delete(ResourceType.Of<TrainingRun>(),
                new(view.Run!.Metadata.NamespaceProperty, view.Run.Metadata.Name), view.Run.Metadata.Uid));
    }
}
