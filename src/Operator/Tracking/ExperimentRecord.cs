using Modelwright.Crds.Experiments;

namespace Modelwright.Operator.Tracking;

/// <summary>What an Experiment looks like on an MLflow server: a run whose parts its TrainingRuns are. Pure.</summary>
public static class ExperimentRecord
{
    private const string Prefix = TrainingRunTags.Prefix;

    /// <summary>The record of an Experiment with a status that may not have been written yet.</summary>
    public static TrackingRecord Of(Experiment experiment, ExperimentStatus status, TrackingSettings settings, DateTimeOffset now)
    {
        var started = TrackingValues.Milliseconds(status.StartTime)
            ?? TrackingValues.Milliseconds(Times.Of(experiment.Metadata.CreationTimestamp)) ?? 0;
        var ended = TrackingValues.Milliseconds(status.CompletionTime);
        var space = experiment.Metadata.NamespaceProperty;
        return new()
        {
            Kind = Experiment.KindName,
            Namespace = space,
            Name = experiment.Metadata.Name,
            Uid = experiment.Metadata.Uid,
            Experiment = settings.ExperimentOf(space),
            State = State(status),
            StartTime = started,
            EndTime = ended < started ? started : ended,
            MetricTime = ended ?? now.ToUnixTimeMilliseconds(),
            Tags = TrackingValues.Sorted(Tags(experiment, status).Where(tag => !string.IsNullOrEmpty(tag.Value))),
            // The best value so far by the number of runs that ended well.
            Metrics = status.Best is { } best
                && TrackingValues.Metric(experiment.Spec.Objective.Metric, status.Runs?.Succeeded ?? 0, best.Value) is { } metric
                    ? [metric] : [],
        };
    }

    private static RunState State(ExperimentStatus status) =>
        status.Conditions?.FirstOrDefault(condition => condition.Type == ExperimentConditions.Succeeded)?.Status switch
        {
            "True" => RunState.Finished,
            "False" => RunState.Failed,
            _ => status.StartTime is null ? RunState.Scheduled : RunState.Running,
        };

    private static IEnumerable<KeyValuePair<string, string?>> Tags(Experiment experiment, ExperimentStatus status)
    {
        var (metadata, spec) = (experiment.Metadata, experiment.Spec);
        var ended = status.Conditions?.FirstOrDefault(condition =>
            condition is { Type: ExperimentConditions.Succeeded, Status: not "Unknown" });
        yield return new("mlflow.runName", metadata.Name);
        yield return new("mlflow.user", metadata.NamespaceProperty);
        yield return new("mlflow.source.type", "JOB");
        yield return new("mlflow.source.name", spec.Run.Container.Image);
        yield return new(TrackingRecord.UidTag, metadata.Uid);
        yield return new(Prefix + "kind", Experiment.KindName);
        yield return new(Prefix + "namespace", metadata.NamespaceProperty);
        yield return new(Prefix + "name", metadata.Name);
        yield return new(Prefix + "model", spec.Model);
        yield return new(Prefix + "modelVersion", status.ModelVersion);
        yield return new(Prefix + "seed", TrackingValues.Text(status.Seed));
        yield return new(Prefix + "objective", spec.Objective.Metric);
        yield return new(Prefix + "direction", spec.Objective.Direction.ToString());
        yield return new(Prefix + "best", status.Best?.Run);
        yield return new(Prefix + "reason", ended?.Reason);
        foreach (var input in status.Inputs ?? [])
        {
            yield return new(MlflowKey.Of($"{Prefix}input.{input.Name}.dataset"), input.Dataset);
            yield return new(MlflowKey.Of($"{Prefix}input.{input.Name}.digest"), input.Version);
        }
    }
}
