using Modelwright.Crds.Experiments;
using Modelwright.Operator.Experiments.Searching;

namespace Modelwright.Operator.Experiments.Planning;

/// <summary>Which runs are not worth going on with.</summary>
internal static class EarlyStopPolicy
{
    /// <summary>Why the run is to stop; null: it goes on.</summary>
    public static string? Decide(ExperimentSpec spec, SearchState state, RunView view)
    {
        if (spec.EarlyStopping is not { Median: { } median } || !view.UnderWay || view.Run?.Status is not { Series.Count: > 0 } status)
            return null;
        var rule = new Statistics.Search.Stopping.MedianStopping(median.WarmupSteps ?? ExperimentDefaults.WarmupSteps,
            median.MinRuns ?? ExperimentDefaults.MinRuns);
        var decision = rule.Decide(state.Direction, RunReader.Series(status), state.Trials);
        return decision.Stop ? $"stopped early by the median rule: {decision.Reason}" : null;
    }
}
