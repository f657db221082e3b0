using k8s.Models;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Records;
using Modelwright.Operator.Experiments.Resources;
using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Trials;

namespace Modelwright.Operator.Experiments.Searching;

/// <summary>Reads what became of a run from its object.</summary>
internal static class RunReader
{
    /// <summary>The condition that says how it stands; null before its first look.</summary>
    public static V1Condition? Condition(TrainingRun? run) =>
        run?.Status?.Conditions?.FirstOrDefault(condition => condition.Type == TrainingRunConditions.Succeeded);

    /// <summary>The object says how it ended.</summary>
    public static bool HasEnded(TrainingRun run) => Condition(run) is { Status: not "Unknown" };

    /// <summary>A record made from the object alone, where the records were lost.</summary>
    public static RunRecord Restore(TrainingRun run, int number, ExperimentSpec spec)
    {
        var place = SearchPlace.Read(run);
        var parameters = (run.Spec.Parameters ?? new Dictionary<string, string>())
            .Where(pair => spec.FixedParameters?.ContainsKey(pair.Key) != true && pair.Key != spec.Resource?.Parameter);
        return new()
        {
            Number = number,
            Parameters = new Dictionary<string, string>(parameters),
            Resource = place?.Resource,
            Rung = place?.Rung ?? 0,
            Bracket = place?.Bracket ?? 0,
            From = place?.From,
        };
    }

    /// <summary>The record with the end of a run that has ended.</summary>
    public static RunRecord End(RunRecord record, TrainingRun run, ExperimentSpec spec)
    {
        var (condition, status) = (Condition(run)!, run.Status!);
        var value = Value(status, spec);
        var state = StateOf(condition, status, value, spec);
        return record with
        {
            State = state,
            Reason = condition.Reason,
            Value = state == TrialState.Failed || value is null ? null : NumberText.Of(value.Value),
            Step = state == TrialState.Failed || !HasSteps(status, spec) ? null : value?.Step,
            Seconds = Seconds(status, status.CompletionTime ?? DateTimeOffset.MinValue),
            Series = spec.EarlyStopping is null ? null : Thin(status.Series ?? []),
        };
    }

    /// <summary>Seconds that its pods were on a node until a moment.</summary>
    public static long Seconds(TrainingRunStatus? status, DateTimeOffset until) => (status?.PodSeconds ?? 0)
        + (status?.Pods ?? []).Where(pod => pod.Outcome is null && pod.StartTime < until)
            .Sum(pod => (long)(until - pod.StartTime!.Value).TotalSeconds);

    /// <summary>The objective by step.</summary>
    public static IReadOnlyList<Measurement> Series(TrainingRunStatus? status) =>
        [.. (status?.Series ?? []).Select(point => new Measurement(point.Step, NumberOf(point.Value)))];

    /// <summary>A metric's value.</summary>
    public static double NumberOf(string text) => NumberText.TryParse(text, out var number) ? number : double.NaN;

    private static bool HasSteps(TrainingRunStatus status, ExperimentSpec spec) =>
        status.Series is { Count: > 0 } || Metric(status, spec.Objective.Metric)?.Step is not null;

    private static Measurement? Value(TrainingRunStatus status, ExperimentSpec spec)
    {
        var last = Metric(status, spec.Objective.Metric);
        List<Measurement> all = [.. Series(status)];
        if (last is not null)
            all.Add(new(Math.Max(last.Step ?? 0, all.Count == 0 ? 0 : all.Max(point => point.Step)), NumberOf(last.Value)));
        return Objective.Of(all, ExperimentSearcher.ReductionOf(spec), ExperimentSearcher.DirectionOf(spec));
    }

    private static TrialState StateOf(V1Condition condition, TrainingRunStatus status, Measurement? value, ExperimentSpec spec)
    {
        if (condition.Status == "True")
        {
            if (condition.Reason == TrainingRunReasons.Pruned) return TrialState.Pruned;
            if (value is null) return TrialState.Failed;
            return double.IsFinite(value.Value) && Holds(status, spec) ? TrialState.Succeeded : TrialState.Infeasible;
        }

        return condition.Reason switch
        {
            TrainingRunReasons.Infeasible => TrialState.Infeasible,
            TrainingRunReasons.Cancelled => TrialState.Pruned,
            TrainingRunReasons.MetricsInvalid when Diverged(status, spec) => TrialState.Infeasible,
            _ => TrialState.Failed,
        };
    }

    private static bool Holds(TrainingRunStatus status, ExperimentSpec spec) => (spec.Objective.Constraints ?? []).All(constraint =>
        Metric(status, constraint.Metric) is { } metric && NumberOf(metric.Value) is var value
        && (constraint.Operator == ConstraintOperator.LessOrEqual
            ? value <= ExperimentSearcher.Number(constraint.Value)
            : value >= ExperimentSearcher.Number(constraint.Value)));

    /// <summary>It reported what it should, but not as a finite number: parameters that do not work, not a fault.</summary>
    private static bool Diverged(TrainingRunStatus status, ExperimentSpec spec) =>
        (spec.Objective.Constraints ?? []).Select(constraint => constraint.Metric).Append(spec.Objective.Metric)
            .Any(name => Metric(status, name) is { } metric && !double.IsFinite(NumberOf(metric.Value)));

    private static MetricValue? Metric(TrainingRunStatus status, string name) =>
        status.Metrics?.FirstOrDefault(metric => metric.Name == name);

    private static List<RecordedPoint>? Thin(IReadOnlyList<MetricPoint> points)
    {
        if (points.Count == 0) return null;
        var kept = Math.Min(points.Count, RecordLayout.SeriesPoints);
        return [.. Enumerable.Range(0, kept).Select(i => points[kept == 1 ? 0 : (int)((long)i * (points.Count - 1) / (kept - 1))])
            .Select(point => new RecordedPoint(point.Step, point.Value))];
    }
}
