using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Modelwright.Artifacts;
using Modelwright.Trainer.Evaluation;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Output;

/// <summary>The content of <c>metrics.json</c>.</summary>
/// <param name="Metrics">The figures a dashboard or a search compares, by name.</param>
/// <param name="Classes">Class by class; null for numbers.</param>
/// <param name="Confusion">Rows by true and predicted class; null for numbers.</param>
/// <param name="Rows">How many rows played which part.</param>
/// <param name="Algorithm">What learned.</param>
/// <param name="Label">The predicted column.</param>
/// <param name="Seed">The seed.</param>
/// <param name="ModelDigest">sha256 of <c>model.onnx</c>.</param>
public sealed record MetricsReport(
    IReadOnlyDictionary<string, double> Metrics,
    ImmutableArray<ClassMetrics>? Classes,
    ImmutableArray<ImmutableArray<int>>? Confusion,
    IReadOnlyDictionary<string, int> Rows,
    [property: JsonConverter(typeof(JsonStringEnumConverter))] Algorithms.Algorithm Algorithm,
    string Label,
    int Seed,
    string ModelDigest)
{
    /// <summary>The report of a run. Figures are rounded to 6 decimals: beyond that they differ between machines.</summary>
    public static MetricsReport Of(TrainingOptions options, TrainingResult result)
    {
        var classification = result.Metrics as ClassificationMetrics;
        return new MetricsReport(
            result.Metrics.Figures.ToDictionary(f => f.Key, f => Round(f.Value)),
            classification?.Classes
                .Select(c => c with { Precision = Round(c.Precision), Recall = Round(c.Recall), F1 = Round(c.F1) }).ToImmutableArray(),
            classification?.Confusion,
            new Dictionary<string, int>
            {
                ["training"] = result.Training.Rows.Count,
                ["holdout"] = result.Holdout.Rows.Count,
                ["withoutLabel"] = result.UnlabelledRows,
            },
            options.Algorithm ?? Algorithms.Algorithm.FastTree,
            options.Label,
            options.Seed,
            Sha256Digest.Of(result.Model.AsSpan()).ToString());
    }

    private static double Round(double value) => Math.Round(value, 6);
}
