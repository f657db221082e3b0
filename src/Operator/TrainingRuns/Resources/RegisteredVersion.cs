using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modelwright.Crds;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Planning;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.TrainingRuns.Resources;

/// <summary>
/// The ModelVersion of a run, made from the run's status alone: its pods may be gone by now. It has no owner, since it outlives the run.
/// </summary>
internal static partial class RegisteredVersion
{
    /// <summary>The object of a run that registers itself.</summary>
    public static JsonObject Build(TrainingRunObserved observed, TrainingRunStatus status) =>
        Build(observed.Run, status, observed.Run.Spec.Model!, observed.Training, observed.Settings);

    /// <summary>The object; <c>status.modelVersion</c> is its name.</summary>
    public static JsonObject Build(TrainingRun run, TrainingRunStatus status, string model, TrainingSettings training,
        ServingSettings settings)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Labels.ManagedBy] = Labels.ManagedByValue,
            [Labels.Model] = model,
            [Labels.Run] = run.Metadata.Name,
        };
        if (TrainingPlan.ExperimentOf(run) is { } experiment) labels[Labels.Experiment] = experiment;
        var body = ChildBody.Of(ResourceType.Of<ModelVersion>(), new ObjectKey(run.Metadata.NamespaceProperty, status.ModelVersion!),
            labels);
        body["spec"] = JsonSerializer.SerializeToNode(Spec(run, status, model, TrainingOutput.Of(run, training,
            settings.AllowFileUris, out _)?.SecretName), CrdJson.Options);
        return body;
    }

    private static ModelVersionSpec Spec(TrainingRun run, TrainingRunStatus status, string model, string? secretName)
    {
        var file = Find(status, ArtifactList.Model)!;
        var metrics = (status.Metrics ?? []).Where(metric => MetricName().IsMatch(metric.Name) && Finite().IsMatch(metric.Value))
            .ToDictionary(metric => metric.Name, metric => metric.Value, StringComparer.Ordinal);
        return new()
        {
            Model = model,
            Number = VersionNames.Number(model, status.ModelVersion),
            Artifact = new()
            {
                Uri = file.Uri!,
                Digest = file.Digest!,
                Credentials = secretName is { } secret ? new() { SecretName = secret } : null,
            },
            Metrics = metrics.Count == 0 ? null : metrics,
            Lineage = Lineage(run, status.Lineage ?? new()),
            Profile = File(status, ArtifactList.Profile),
            Evaluation = ArtifactList.Evaluations.Select(name => File(status, name)).FirstOrDefault(found => found is not null),
        };
    }

    private static VersionLineage Lineage(TrainingRun run, TrainingLineage lineage) => new()
    {
        Run = run.Metadata.Name,
        RunUid = run.Metadata.Uid,
        Experiment = TrainingPlan.ExperimentOf(run),
        Image = lineage.Image,
        ImageId = lineage.ImageId,
        Code = lineage.Code,
        Parameters = run.Spec.Parameters is { Count: > 0 } parameters ? parameters : null,
        ParametersDigest = lineage.ParametersDigest,
        Seed = lineage.Seed,
        Inputs = lineage.Inputs,
        AgentImage = lineage.AgentImage,
        OperatorVersion = lineage.OperatorVersion,
    };

    private static VersionFile? File(TrainingRunStatus status, string name) =>
        Find(status, name) is { Uri: { } uri, Digest: { } digest } ? new() { Uri = uri, Digest = digest } : null;

    private static TrainingArtifact? Find(TrainingRunStatus status, string name) =>
        status.Artifacts?.FirstOrDefault(artifact => artifact.Name == name);

    [GeneratedRegex(@"^[A-Za-z]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?\z")]
    private static partial Regex Finite();
}
