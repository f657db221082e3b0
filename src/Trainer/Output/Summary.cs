using System.Globalization;
using Modelwright.Artifacts;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Output;

/// <summary>A run in one line.</summary>
public static class Summary
{
    /// <summary>Rows, figures, the model's digest and where it is.</summary>
    public static string Of(TrainingResult result, string folder)
    {
        var figures = string.Join(", ",
            result.Metrics.Figures.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key} {f.Value:F4}")));
        var stopped = result.IsStopped ? $"stopped early after iteration {result.Iteration}; " : "";
        return $"{stopped}{result.Training.Rows.Count} rows learned, {result.Holdout.Rows.Count} held out: {figures}; " +
            $"{Sha256Digest.Of(result.Model.AsSpan())} {folder}";
    }
}
