using System.Collections.Immutable;

namespace Modelwright.Trainer.Evaluation;

/// <summary>How well a classifier does on rows it has not seen.</summary>
/// <param name="Accuracy">Share of rows whose most probable class is the true one.</param>
/// <param name="LogLoss">Mean of -ln(probability of the true class), probabilities clipped to at least 1e-15; lower is better.</param>
/// <param name="MacroF1">Mean of F1 over the classes.</param>
/// <param name="BaselineAccuracy">What always naming the most frequent held-out class would reach.</param>
/// <param name="Auc">
/// Area under the ROC curve: of the second of two classes, or the mean of each class against the rest; null when it is undefined for all.
/// </param>
/// <param name="Classes">Class by class.</param>
/// <param name="Confusion">Rows by true class (outer) and predicted class (inner), in class order.</param>
public sealed record ClassificationMetrics(
    double Accuracy,
    double LogLoss,
    double MacroF1,
    double BaselineAccuracy,
    double? Auc,
    ImmutableArray<ClassMetrics> Classes,
    ImmutableArray<ImmutableArray<int>> Confusion) : Metrics
{
    private const double SmallestProbability = 1e-15;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, double> Figures
    {
        get
        {
            var figures = new Dictionary<string, double>
            {
                ["accuracy"] = Accuracy,
                ["log_loss"] = LogLoss,
                ["macro_f1"] = MacroF1,
            };
            if (Auc is { } auc) figures["auc"] = auc;
            figures["baseline_accuracy"] = BaselineAccuracy;
            return figures;
        }
    }

    /// <summary>Compares predictions with the truth.</summary>
    /// <param name="classes">Class names in index order.</param>
    /// <param name="truth">The true class of each row; at least one row.</param>
    /// <param name="probabilities">The predicted probability of every class for each row.</param>
    public static ClassificationMetrics Of(ImmutableArray<string> classes, IReadOnlyList<int> truth, float[][] probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfZero(truth.Count, nameof(truth));
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, truth.Count, nameof(probabilities));
        var confusion = classes.Select(_ => new int[classes.Length]).ToArray();
        for (var row = 0; row < truth.Count; row++) confusion[truth[row]][MostProbable(probabilities[row])]++;

        var perClass = classes.Select((name, c) => ForClass(name, c, confusion)).ToImmutableArray();
        return new ClassificationMetrics(
            confusion.Select((row, c) => row[c]).Sum() / (double)truth.Count,
            MeanLogLoss(truth, probabilities),
            perClass.Average(c => c.F1),
            perClass.Max(c => c.Rows) / (double)truth.Count,
            MeanAreaUnderCurve(classes.Length, truth, probabilities),
            perClass,
            [.. confusion.Select(row => row.ToImmutableArray())]);
    }

    /// <summary>The log loss alone.</summary>
    public static double MeanLogLoss(IReadOnlyList<int> truth, float[][] probabilities) =>
        truth.Select((c, row) => -Math.Log(Math.Max(probabilities[row][c], SmallestProbability))).Average();

    /// <summary>The index of the largest probability; the first of equals, as the exported model's ArgMax takes it.</summary>
    public static int MostProbable(float[] probabilities) => Array.IndexOf(probabilities, probabilities.Max());

    private static ClassMetrics ForClass(string name, int index, int[][] confusion)
    {
        var found = confusion[index][index];
        var precision = Ratio(found, confusion.Sum(row => row[index]));
        var recall = Ratio(found, confusion[index].Sum());
        return new ClassMetrics(name, confusion[index].Sum(), precision, recall, Ratio(2 * precision * recall, precision + recall));
    }

    private static double? MeanAreaUnderCurve(int classes, IReadOnlyList<int> truth, float[][] probabilities) =>
        (classes == 2 ? [1] : Enumerable.Range(0, classes))
        .Select(c => RankingQuality.AreaUnderCurve([.. truth.Select(t => t == c)], [.. probabilities.Select(p => p[c])]))
        .Average();

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
