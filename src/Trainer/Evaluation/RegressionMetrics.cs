namespace Modelwright.Trainer.Evaluation;

/// <summary>How well numbers are predicted, in the label's unit.</summary>
/// <param name="Rmse">Root of the mean squared error.</param>
/// <param name="Mae">Mean absolute error.</param>
/// <param name="R2">Share of the variance that is explained: 1 - Σ(y - ŷ)² / Σ(y - ȳ)²; null when all labels are the same.</param>
/// <param name="BaselineRmse">What always naming the mean of the held-out labels would reach.</param>
public sealed record RegressionMetrics(double Rmse, double Mae, double? R2, double BaselineRmse) : Metrics
{
    /// <inheritdoc />
    public override IReadOnlyDictionary<string, double> Figures
    {
        get
        {
            var figures = new Dictionary<string, double> { ["rmse"] = Rmse, ["mae"] = Mae };
            if (R2 is { } r2) figures["r2"] = r2;
            figures["baseline_rmse"] = BaselineRmse;
            return figures;
        }
    }

    /// <summary>Root of the mean squared error alone.</summary>
    public static double RootMeanSquaredError(IReadOnlyList<float> truth, float[][] predictions) =>
        Math.Sqrt(truth.Select((y, row) => ((double)y - predictions[row][0]) * ((double)y - predictions[row][0])).Average());

    /// <summary>Compares predictions with the truth; at least one row.</summary>
    public static RegressionMetrics Of(IReadOnlyList<float> truth, IReadOnlyList<float> predictions)
    {
        ArgumentOutOfRangeException.ThrowIfZero(truth.Count, nameof(truth));
        ArgumentOutOfRangeException.ThrowIfNotEqual(predictions.Count, truth.Count, nameof(predictions));
        var errors = truth.Zip(predictions, (y, p) => (double)y - p).ToArray();
        var mean = truth.Average(y => (double)y);
        var variance = truth.Average(y => (y - mean) * (y - mean));
        var squared = errors.Average(e => e * e);
        return new RegressionMetrics(
            Math.Sqrt(squared), errors.Average(Math.Abs), variance > 0 ? 1 - (squared / variance) : null, Math.Sqrt(variance));
    }
}
