using Modelwright.Crds.Experiments;
using Modelwright.Operator.Experiments.Records;
using Modelwright.Operator.Experiments.Resources;
using Modelwright.Operator.Experiments.Searching;
using Modelwright.Runtime.Planning;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Operator.Experiments.Planning;

/// <summary>A search whose end was decided: what is under way is stopped, then the best run is registered.</summary>
internal static class EndingPolicy
{
    private const string NotStarted = "NotStarted";

    /// <summary>Goes on with the end.</summary>
    public static ExperimentDecision Decide(ExperimentObserved observed, ExperimentStatus status, SearchState state, SearchEnd end)
    {
        status = status with { End = end.Reason };
        state = state.With(state.Active.Where(view => view.Run is null).Select(NeverMade).ToList());
        List<Effect> stops = [.. state.Active.Select(view =>
            RunBody.Keep(observed.Experiment, view.Record, view.Run!, suspend: false, $"the Experiment ends: {end.Reason}"))];
        if (stops.Count > 0)
            return ExperimentDecision.Continue(status, state, ExperimentReasons.Stopping,
                $"{end.Reason}: {end.Message}; {stops.Count} runs are being stopped", null, stops);
        if (end.Reason == ExperimentReasons.TooManyFailures) return Ended(observed, status, state, well: false, end.Reason, end.Message);
        if (state.Best is not { } best)
            return Ended(observed, status, state, well: false, ExperimentReasons.NoRunSucceeded, Nothing(observed, state, end));
        var decision = BestPolicy.Decide(observed, status, state, best);
        if (decision.Verdict.Holds is null) return decision;
        return decision.Verdict.Holds == false
            ? Ended(observed, decision.Status, state, well: false, decision.Verdict.Reason, decision.Verdict.Message)
            : Ended(observed, decision.Status, state, well: true, end.Reason, $"{end.Message}; the best run is "
                + $"{RunNames.Of(observed.Experiment.Metadata.Name, best.Record.Number)} with {best.Record.Value}");
    }

    private static ExperimentDecision Ended(ExperimentObserved observed, ExperimentStatus status, SearchState state, bool well,
        string reason, string message) => ExperimentDecision.Ended(
            status with { CompletionTime = status.CompletionTime ?? Times.Whole(observed.Now) }, state, well, reason, message);

    /// <summary>A run that was suggested, but not made, or deleted before its end.</summary>
    private static RunRecord NeverMade(RunView view) => view.Record with { State = TrialState.Pruned, Reason = NotStarted };

    private static string Nothing(ExperimentObserved observed, SearchState state, SearchEnd end)
    {
        var counts = state.Counts();
        var text = $"{end.Message}, and none of them is feasible: "
            + $"{counts.Failed} failed, {counts.Infeasible} infeasible, {counts.Pruned} pruned";
        return state.Views.LastOrDefault(view => view.Record.State == TrialState.Failed) is not { } last ? text
            : $"{text}; the last failure is {RunNames.Of(observed.Experiment.Metadata.Name, last.Record.Number)}: {last.Record.Reason}"
                + (RunReader.Condition(last.Run)?.Message is { } words ? $": {words}" : "");
    }
}
