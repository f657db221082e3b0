using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Cli.Reproduce;

/// <summary>
/// What a run and its repetition came to. It is reproduced when both had the same circumstances, and left the same model, or, where there
/// is none, the same artifacts; or when every metric is within the tolerance that the run states for it, those without one the same.
/// </summary>
internal sealed record RunComparison
{
    private const string Model = "model.onnx";
    private const string Same = "same";

    /// <summary>The same came out, as far as the run says.</summary>
    public required bool Reproduced { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Message { get; init; }

    /// <summary>What was compared: circumstances that differ, artifacts that count, metrics.</summary>
    public required IReadOnlyList<ComparedValue> Values { get; init; }

    /// <summary>Compares a recorded run with its repetition, which has ended.</summary>
    public static RunComparison Of(TrainingRun recorded, TrainingRun again)
    {
        if (RunWatch.State(again) is not { Status: "True", Reason: not TrainingRunReasons.Pruned })
            return new() { Reproduced = false, Values = [], Message = $"{again.Metadata.Name} ended as {Reason(again)}" };
        List<ComparedValue> circumstances = [.. Circumstances(recorded, again).Where(value => !value.Agrees)];
        List<ComparedValue> artifacts = [.. Artifacts(recorded.Status!, again.Status!)];
        List<ComparedValue> metrics = [.. Metrics(recorded, again)];
        var message = (circumstances.Count, artifacts.Count, metrics.Count) switch
        {
            ( > 0, _, _) => "the repetition did not have the same circumstances",
            (_, > 0, _) when artifacts.All(artifact => artifact.Agrees) => null,
            (_, 0, 0) => "it left no artifact and reports no metric: nothing can be compared",
            (_, _, 0) => "what it left is not the same, and it reports no metric to compare",
            _ when metrics.Count(metric => !metric.Agrees) is > 0 and var off => $"{off} of {metrics.Count} metrics differ by more than "
                + "spec.tolerances allows" + (artifacts.Count > 0 ? ", and what it left is not the same either" : ""),
            _ => null,
        };
        return new()
        {
            Reproduced = message is null,
            Message = message ?? (artifacts.Count > 0 && artifacts.All(artifact => artifact.Agrees)
                ? $"the same {(artifacts.Count == 1 ? artifacts[0].Name : $"{artifacts.Count} artifacts")}, to the byte"
                : $"every metric is within its tolerance ({metrics.Count} compared)"),
            Values = [.. circumstances, .. artifacts, .. metrics],
        };
    }

    private static string Reason(TrainingRun run) =>
        RunWatch.State(run) is { } state ? $"{state.Reason}: {run.Status?.Failure?.Message ?? state.Message}" : "nothing yet";

    private static IEnumerable<ComparedValue> Circumstances(TrainingRun recorded, TrainingRun again)
    {
        var (one, two) = (recorded.Status?.Lineage ?? new(), again.Status?.Lineage ?? new());
        yield return Text("image", Digest(one.ImageId), Digest(two.ImageId));
        yield return Text("parameters", one.ParametersDigest, two.ParametersDigest);
        yield return Text("seed", $"{one.Seed}", $"{two.Seed}");
        foreach (var input in one.Inputs ?? [])
            if (input.Digest is not null)
                yield return Text($"input {input.Name}", input.Digest,
                    two.Inputs?.FirstOrDefault(other => other.Name == input.Name)?.Digest);
    }

    private static string? Digest(string? image) => image?[(image.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private static IEnumerable<ComparedValue> Artifacts(TrainingRunStatus recorded, TrainingRunStatus again)
    {
        List<TrainingArtifact> kept = [.. (recorded.Artifacts ?? []).Where(artifact => artifact.Digest is not null)];
        if (kept.Exists(artifact => artifact.Name == Model)) kept.RemoveAll(artifact => artifact.Name != Model);
        return kept.Select(artifact => Text(artifact.Name, artifact.Digest,
            again.Artifacts?.FirstOrDefault(other => other.Name == artifact.Name)?.Digest));
    }

    private static ComparedValue Text(string name, string? recorded, string? again) => new(name, recorded, again, Same, recorded == again);

    private static IEnumerable<ComparedValue> Metrics(TrainingRun recorded, TrainingRun again)
    {
        var (one, two) = (Values(recorded), Values(again));
        foreach (var name in one.Keys.Union(two.Keys).Order(StringComparer.Ordinal))
        {
            var tolerance = recorded.Spec.Tolerances?.FirstOrDefault(stated => stated.Metric == name);
            yield return MetricDifference.Of(name, one.GetValueOrDefault(name), two.GetValueOrDefault(name), tolerance);
        }

        static Dictionary<string, string> Values(TrainingRun run) =>
            (run.Status?.Metrics ?? []).ToDictionary(metric => metric.Name, metric => metric.Value, StringComparer.Ordinal);
    }
}
