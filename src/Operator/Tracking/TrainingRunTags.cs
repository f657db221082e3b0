using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.Tracking;

/// <summary>
/// The tags of a run: MLflow's own where it has some (its pages show them), and all lineage under <c>modelwright.</c>, by the names of the
/// fields.
/// </summary>
internal static class TrainingRunTags
{
    public const string Prefix = "modelwright.";

    /// <summary>Tags, none of them empty, in no order.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Of(TrainingRun run, TrainingRunStatus status) =>
        Mlflow(run, status).Concat(Own(run, status)).Concat(Inputs(status)).Concat(Artifacts(status))
            .Where(tag => !string.IsNullOrEmpty(tag.Value));

    private static IEnumerable<KeyValuePair<string, string?>> Mlflow(TrainingRun run, TrainingRunStatus status)
    {
        yield return new("mlflow.runName", run.Metadata.Name);
        yield return new("mlflow.user", run.Metadata.NamespaceProperty);
        yield return new("mlflow.source.type", "JOB");
        yield return new("mlflow.source.name", run.Spec.Container.Image);
        yield return new("mlflow.source.git.commit", run.Spec.Code?.Revision);
        yield return new("mlflow.source.git.repoURL", run.Spec.Code?.Repository);
        yield return new("mlflow.docker.image.uri", status.Lineage?.Image ?? run.Spec.Container.Image);
        yield return new("mlflow.docker.image.id", status.Lineage?.ImageId);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Own(TrainingRun run, TrainingRunStatus status)
    {
        var ended = status.Conditions?.FirstOrDefault(condition =>
            condition is { Type: TrainingRunConditions.Succeeded, Status: not "Unknown" });
        yield return new(TrackingRecord.UidTag, run.Metadata.Uid);
        yield return new(Prefix + "kind", TrainingRun.KindName);
        yield return new(Prefix + "namespace", run.Metadata.NamespaceProperty);
        yield return new(Prefix + "name", run.Metadata.Name);
        yield return new(Prefix + "model", run.Spec.Model);
        yield return new(Prefix + "modelVersion", status.ModelVersion);
        yield return new(Prefix + "experiment", Label(run, Labels.Experiment));
        yield return new(Prefix + "trigger", run.Spec.Trigger?.Kind.ToString());
        yield return new(Prefix + "trigger.name", run.Spec.Trigger?.Name);
        yield return new(Prefix + "trigger.reason", run.Spec.Trigger?.Reason);
        yield return new(Prefix + "seed", TrackingValues.Text(status.Lineage?.Seed));
        yield return new(Prefix + "parametersDigest", status.Lineage?.ParametersDigest);
        yield return new(Prefix + "agentImage", status.Lineage?.AgentImage);
        yield return new(Prefix + "operatorVersion", status.Lineage?.OperatorVersion);
        yield return new(Prefix + "resumedFrom", status.Lineage?.ResumedFrom);
        yield return new(Prefix + "attempts", TrackingValues.Text(status.Attempts));
        yield return new(Prefix + "preemptions", TrackingValues.Text(status.Preemptions));
        yield return new(Prefix + "reason", ended?.Reason);
        yield return new(Prefix + "failure", status.Failure?.Message);
        yield return new(Prefix + "exitCode", TrackingValues.Text(status.Failure?.ExitCode));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Inputs(TrainingRunStatus status)
    {
        foreach (var input in status.Lineage?.Inputs ?? [])
        {
            var key = MlflowKey.Of($"{Prefix}input.{input.Name}");
            yield return new($"{key}.dataset", input.Dataset);
            yield return new($"{key}.uri", input.Uri);
            yield return new($"{key}.digest", input.Digest);
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Artifacts(TrainingRunStatus status)
    {
        foreach (var artifact in status.Artifacts ?? [])
        {
            yield return new(MlflowKey.Of($"{Prefix}artifact.{artifact.Name}"), artifact.Uri);
            yield return new(MlflowKey.Of($"{Prefix}digest.{artifact.Name}"), artifact.Digest);
        }
    }

    private static string? Label(TrainingRun run, string name) =>
        run.Metadata.Labels?.TryGetValue(name, out var value) == true ? value : null;
}
