using Modelwright.Crds.Experiments;
using Modelwright.Operator.Experiments.Resources;
using Modelwright.Operator.Experiments.Searching;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Experiments.Planning;

/// <summary>A search that goes on: makes runs up to the parallelism, stops those without prospects, suspends and resumes.</summary>
internal static class RunningPolicy
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Decides.</summary>
    public static ExperimentDecision Decide(ExperimentObserved observed, ExperimentStatus status, SearchState state)
    {
        var (spec, limit) = (observed.Experiment.Spec, EndPolicy.NextLimit(observed, state));
        if (EndPolicy.Finished(spec, state, null) is { } done) return EndingPolicy.Decide(observed, status, state, done);
        if (spec.Suspend == true) return Suspended(observed, status, state, limit);
        if (InputPins.Pin(observed, out var missing) is not { } pins)
            return ExperimentDecision.Continue(status, state, ExperimentReasons.WaitingForData, missing!, limit);
        var seed = status.Seed!.Value;
        var suggested = SuggestionPolicy.Next(spec, seed, state, status.Runs?.Total ?? 0, out var exhausted);
        if (EndPolicy.Finished(spec, state, exhausted) is { } end) return EndingPolicy.Decide(observed, status, state, end);
        state = state.With(suggested);
        List<Effect> effects = [];
        var made = 0;
        foreach (var view in state.Active)
            if (view.Run is { } run)
                effects.Add(RunBody.Keep(observed.Experiment, view.Record, run, suspend: false, EarlyStopPolicy.Decide(spec, state, view)));
            else if (made++ < SuggestionPolicy.MostAtOnce)
                effects.Add(RunBody.Create(observed.Experiment, view.Record, seed, pins));
        status = status with
        {
            Inputs = pins.Count == 0 ? null : pins,
            StartTime = status.StartTime ?? (state.Views.Count == 0 ? null : Times.Whole(observed.Now)),
        };
        return ExperimentDecision.Continue(status, state, ExperimentReasons.Running, Words(observed, state, exhausted),
            made > 0 && (limit is null || limit > LookAgain) ? LookAgain : limit, effects);
    }

    private static ExperimentDecision Suspended(ExperimentObserved observed, ExperimentStatus status, SearchState state, TimeSpan? limit)
    {
        List<Effect> effects = [];
        foreach (var view in state.Active)
            if (view.Run is { } run) effects.Add(RunBody.Keep(observed.Experiment, view.Record, run, suspend: true, null));
        return ExperimentDecision.Continue(status, state, ExperimentReasons.Suspended,
            $"spec.suspend is true; {state.Active.Count()} runs are suspended", limit, effects);
    }

    private static string Words(ExperimentObserved observed, SearchState state, string? exhausted)
    {
        var (active, left) = (state.Active.Count(), observed.Experiment.Spec.Budget.MaxRuns - state.Views.Count);
        return exhausted is null
            ? $"{active} runs are under way, {Math.Max(0, left)} are left"
            : $"{active} runs are under way; {exhausted}";
    }
}
