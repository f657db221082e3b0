using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Agents;
using Modelwright.Operator.TrainingRuns.Resources;

namespace Modelwright.Operator.TrainingRuns.Planning;

/// <summary>What a run left, as its status lists it: the model first, then what a version refers to, then the rest.</summary>
internal static class ArtifactList
{
    /// <summary>The model's name.</summary>
    public const string Model = "model.onnx";

    /// <summary>The reference profile's name.</summary>
    public const string Profile = "profile.json";

    /// <summary>The names that the evaluation's rows can have.</summary>
    public static IReadOnlyList<string> Evaluations { get; } = ["evaluation.csv", "evaluation.jsonl"];

    /// <summary>The list.</summary>
    public static IReadOnlyList<TrainingArtifact> Of(TrainingRunObserved observed, TrainingReport? report, TrainingReport? own)
    {
        var folder = TrainingOutput.Of(observed.Run, observed.Training, observed.Settings.AllowFileUris, out _)?.Uri;
        IEnumerable<TrainingArtifact?> all =
        [
            report?.Model ?? (observed.Run.Spec.Agent == AgentMode.None ? own?.Model : null), report?.Profile, .. report?.Artifacts ?? [],
        ];
        return
        [
            .. all.OfType<TrainingArtifact>().DistinctBy(artifact => artifact.Name).Select(artifact =>
                artifact.Uri is null && folder is not null && folder.TryFile(artifact.Name, out var uri, out _)
                    ? artifact with { Uri = uri.ToString() }
                    : artifact)
                .OrderByDescending(artifact => artifact.Name is Model or Profile || Evaluations.Contains(artifact.Name))
                .Take(TrainingLimits.MaxArtifacts),
        ];
    }
}
