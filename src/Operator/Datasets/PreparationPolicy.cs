using Modelwright.Artifacts;
using Modelwright.Crds.Datasets;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Resources;

namespace Modelwright.Operator.Datasets;

/// <summary>How far a preparation is: what it left, or why there is nothing yet.</summary>
internal static class PreparationPolicy
{
    private const string Kept = "artifacts/";

    /// <summary>What the step left: a version that was recorded already, else what its run uploaded; null while there is neither.</summary>
    public static PreparedData? Result(DatasetObserved observed, PreparationStep step)
    {
        var rules = observed.Settings.FolderRules;
        var known = observed.Dataset.Status?.Versions?.FirstOrDefault(version => version.Lineage?.Step == step.Digest);
        if (known is not null && ArtifactUri.TryParse(known.Uri, rules, out var copy, out _)) return new(copy, known.Lineage!);
        if (Run(observed, step) is not { } run || Failure(run) is not null || Ended(run)?.Status != "True") return null;
        return Folder(observed, run) is { } folder && folder.TryFile(Kept.TrimEnd('/'), out var place, out _)
            && ArtifactUri.TryParse($"{place}/", rules, out var data, out _)
            ? new(data, Lineage(step, run, folder))
            : null;
    }

    /// <summary>Why there is no result.</summary>
    public static Verdict Verdict(DatasetObserved observed, PreparationStep step, Verdict standing)
    {
        if (Run(observed, step) is { } run && Failure(run) is { } failure)
            return new(DatasetConditions.Ready, false, DatasetReasons.PreparationFailed,
                $"run {run.Metadata.Name}: {failure}; {LookRecord.Used(observed.Dataset.Status)}");
        return observed.Dataset.Status?.Versions is { Count: > 0 }
            ? standing
            : new(DatasetConditions.Ready, null, DatasetReasons.Preparing, $"run {step.RunName} makes the first version");
    }

    /// <summary>The run of a step.</summary>
    public static TrainingRun? Run(DatasetObserved observed, PreparationStep step) =>
        observed.Runs.FirstOrDefault(run => run.Metadata.Name == step.RunName);

    private static string? Failure(TrainingRun run)
    {
        if (Ended(run) is not { } ended) return null;
        if (ended.Status != "True") return $"{ended.Reason}: {ended.Message}";
        if (ended.Reason == TrainingRunReasons.Pruned) return "it stopped early (exit code 80), so its output is not whole";
        return (run.Status!.Artifacts ?? []).Any(artifact => artifact.Name.StartsWith(Kept, StringComparison.Ordinal))
            ? null
            : "it left no file in $MODELWRIGHT_OUTPUT_DIR/artifacts, where the data must be written to";
    }

    private static k8s.Models.V1Condition? Ended(TrainingRun run) => run.Status?.Conditions?.FirstOrDefault(
        condition => condition is { Type: TrainingRunConditions.Succeeded, Status: "True" or "False" });

    private static ArtifactUri? Folder(DatasetObserved observed, TrainingRun run) =>
        TrainingOutput.Of(run, observed.Training, observed.Settings.AllowFileUris, out _)?.Uri;

    private static DatasetLineage Lineage(PreparationStep step, TrainingRun run, ArtifactUri folder) => new()
    {
        Step = step.Digest,
        Run = run.Metadata.Name,
        Record = $"{folder}run.json",
        ImageId = run.Status!.Lineage?.ImageId,
        ParametersDigest = run.Status.Lineage?.ParametersDigest,
        Parameters = run.Spec.Parameters,
        Seed = run.Status.Lineage?.Seed,
        Code = run.Status.Lineage?.Code,
        Inputs = run.Status.Lineage?.Inputs?.Select(input => input with { Uri = null }).ToList(),
    };
}
