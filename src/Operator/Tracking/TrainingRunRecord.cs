using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.Tracking;

/// <summary>What a TrainingRun looks like on an MLflow server. Pure.</summary>
public static class TrainingRunRecord
{
    private const string ExperimentKind = "Experiment";

    /// <summary>The record of a run with a status that may not have been written yet.</summary>
    public static TrackingRecord Of(TrainingRun run, TrainingRunStatus status, TrackingSettings settings)
    {
        var started = TrackingValues.Milliseconds(status.StartTime)
            ?? TrackingValues.Milliseconds(Times.Of(run.Metadata.CreationTimestamp)) ?? 0;
        var ended = TrackingValues.Milliseconds(status.CompletionTime);
        var series = run.Spec.Objective is { } objective ? MlflowKey.Of(objective.Metric) : null;
        return new()
        {
            Kind = TrainingRun.KindName,
            Namespace = run.Metadata.NamespaceProperty,
            Name = run.Metadata.Name,
            Uid = run.Metadata.Uid,
            Experiment = settings.ExperimentOf(run.Metadata.NamespaceProperty),
            Parent = run.Metadata.OwnerReferences?.FirstOrDefault(owner => owner is { Kind: ExperimentKind, Controller: true }) is { } owner
                ? new(owner.Uid, owner.Name) : null,
            State = State(status),
            StartTime = started,
            EndTime = ended < started ? started : ended,
            MetricTime = TrackingValues.Milliseconds(status.Progress?.LastReportTime) ?? ended ?? started,
            Params = TrackingValues.Sorted((run.Spec.Parameters ?? new Dictionary<string, string>()).Select(pair =>
                new KeyValuePair<string, string?>(MlflowKey.Of(pair.Key), pair.Value))),
            Tags = TrackingValues.Sorted(TrainingRunTags.Of(run, status)),
            Metrics = [.. (status.Metrics ?? []).Select(metric => TrackingValues.Metric(metric.Name, metric.Step ?? 0, metric.Value))
                .OfType<RecordedMetric>().DistinctBy(metric => metric.Key)],
            SeriesKey = series,
            Series = series is null ? [] : [.. (status.Series ?? []).Select(point => TrackingValues.Metric(series, point.Step, point.Value))
                .OfType<RecordedMetric>()],
        };
    }

    private static RunState State(TrainingRunStatus status) =>
        status.Conditions?.FirstOrDefault(condition => condition.Type == TrainingRunConditions.Succeeded) switch
        {
            { Status: "True" } => RunState.Finished,
            { Status: "False", Reason: TrainingRunReasons.Cancelled } => RunState.Killed,
            { Status: "False" } => RunState.Failed,
            _ => status.StartTime is null ? RunState.Scheduled : RunState.Running,
        };

}
