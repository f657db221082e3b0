using System.Globalization;
using Modelwright.Crds.Experiments;
using Modelwright.Operator.Experiments.Searching;
using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Operator.Experiments.Planning;

/// <summary>
/// When a search ends, as a function of the spec, the runs and the time: so a larger budget continues it, also after its end.
/// </summary>
internal static class EndPolicy
{
    /// <summary>Failed runs with which it gives up.</summary>
    public static int MaxFailed(ExperimentBudget budget) => budget.MaxFailedRuns ?? Math.Max(3, budget.MaxRuns / 10);

    /// <summary>What ends it although runs are under way, which are then stopped; null while nothing does.</summary>
    public static SearchEnd? Decide(ExperimentObserved observed, SearchState state)
    {
        var spec = observed.Experiment.Spec;
        return TooManyFailures(observed, state) ?? Goal(spec, state) ?? Deadline(observed) ?? Hours(spec, state)
            ?? NoImprovement(spec, state);
    }

    /// <summary>What ends it once nothing is under way.</summary>
    public static SearchEnd? Finished(ExperimentSpec spec, SearchState state, string? exhausted)
    {
        if (state.Active.Any()) return null;
        if (state.Views.Count >= spec.Budget.MaxRuns)
            return new(ExperimentReasons.MaxRunsReached, $"all {state.Views.Count} runs of budget.maxRuns were made");
        return exhausted is null ? null : new(ExperimentReasons.SearchSpaceExhausted, exhausted);
    }

    /// <summary>When a limit of time is reached if nothing else happens; null without one.</summary>
    public static TimeSpan? NextLimit(ExperimentObserved observed, SearchState state)
    {
        List<TimeSpan> waits = [];
        if (DeadlineOf(observed) is { } deadline) waits.Add(deadline - observed.Now);
        var busy = state.Active.Sum(view => view.Run?.Status?.Pods?.Count(pod => pod.Outcome is null) ?? 0);
        var (used, requests) = (state.Hours(all: true), SearchState.Requests(observed.Experiment.Spec));
        foreach (var (name, most) in observed.Experiment.Spec.Budget.MaxResourceHours ?? new Dictionary<string, string>())
            if (busy > 0 && requests.GetValueOrDefault(name) is > 0 and var request)
                waits.Add(TimeSpan.FromHours((double)Math.Clamp((Decimal(most) - used[name]) / (request * busy), 0, 8760)));
        if (waits.Count == 0) return null;
        return TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(waits.Min().TotalSeconds)));
    }

    private static SearchEnd? TooManyFailures(ExperimentObserved observed, SearchState state)
    {
        var (failed, most) = (state.Count(TrialState.Failed), MaxFailed(observed.Experiment.Spec.Budget));
        if (failed < most) return null;
        var last = state.Views.Last(view => view.Record.State == TrialState.Failed);
        var words = RunReader.Condition(last.Run)?.Message;
        return new(ExperimentReasons.TooManyFailures,
            $"{failed} runs failed, and budget.maxFailedRuns is {most}; the last one is {RunNames.Of(observed.Experiment.Metadata.Name,
                last.Record.Number)}: {last.Record.Reason}{(words is null ? "" : $": {words}")}");
    }

    private static SearchEnd? Goal(ExperimentSpec spec, SearchState state) =>
        spec.Objective.Goal is { } goal && TrialRanking.IsGoalReached(state.Direction, ExperimentSearcher.Number(goal), state.Trials)
            ? new(ExperimentReasons.GoalReached, $"{spec.Objective.Metric} is {state.Best!.Record.Value}, and objective.goal is {goal}")
            : null;

    private static DateTimeOffset? DeadlineOf(ExperimentObserved observed) =>
        observed.Experiment.Spec.Budget.MaxDuration is { } most && most.TryGetTimeSpan(out var span)
            ? observed.Experiment.Status?.StartTime + span
            : null;

    private static SearchEnd? Deadline(ExperimentObserved observed) =>
        DeadlineOf(observed) is { } deadline && deadline <= observed.Now
            ? new(ExperimentReasons.DeadlineReached, $"budget.maxDuration ({observed.Experiment.Spec.Budget.MaxDuration}) has passed")
            : null;

    private static SearchEnd? Hours(ExperimentSpec spec, SearchState state)
    {
        if (spec.Budget.MaxResourceHours is not { Count: > 0 } budget) return null;
        var used = state.Hours(all: true);
        foreach (var (name, most) in budget.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            if (used.GetValueOrDefault(name) >= Decimal(most))
                return new(ExperimentReasons.BudgetExhausted, $"budget.maxResourceHours: {most} hours of {name} are used up");
        return null;
    }

    private static SearchEnd? NoImprovement(ExperimentSpec spec, SearchState state) =>
        spec.Budget.MaxConsecutiveNoImprovement is { } most && TrialRanking.RunsSinceImprovement(state.Direction, [.. state.Trials]) >= most
            ? new(ExperimentReasons.NoImprovement, $"the last {most} runs that ended brought nothing better")
            : null;

    // Beyond what a decimal holds a budget is no limit.
    private static decimal Decimal(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : NumberText.TryParse(text, out var large) && large < 1 ? 0 : decimal.MaxValue;
}
