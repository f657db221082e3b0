using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Evaluation;
using Modelwright.Trainer.Features;
using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Training;

/// <summary>Rows in, model and evidence out. Reads and writes no file.</summary>
public static class TrainingPipeline
{
    /// <summary>Splits, learns the preprocessing, trains, exports and evaluates.</summary>
    /// <exception cref="DataException">The table cannot be trained on.</exception>
    public static TrainingResult Run(Table table, TrainingOptions options)
    {
        var labelled = Labelled(table, options.Label);
        var label = LabelColumn.Of(labelled, options.Label);
        var split = HoldoutSplit.Stratified(label.Indices(labelled), options.Holdout, options.Seed);
        var training = labelled.Select(split.Training);
        var holdout = labelled.Select(split.Holdout);

        var features = FeatureLearner.Learn(labelled, training, label.Name, options.Ignored);
        var classifier = Train(options, features.Vectors(training), label.Indices(training), label.Classes.Length);
        var model = ClassifierExport.ToOnnx(features, classifier, label.Name, label.Classes);
        var metrics = ClassificationMetrics.Of(
            label.Classes, label.Indices(holdout), classifier.Predict(features.Vectors(holdout)));
        return new TrainingResult(
            label, features, classifier, [.. model], training.Rows.Count, table.Rows.Count - labelled.Rows.Count, holdout, metrics);
    }

    private static Table Labelled(Table table, string label)
    {
        var position = table.Position(label);
        return table.Select(Enumerable.Range(0, table.Rows.Count).Where(row => table.Rows[row][position] is not null));
    }

    private static IClassifier Train(TrainingOptions options, float[][] features, int[] labels, int classes) => options.Algorithm switch
    {
        Algorithm.LogisticRegression => LogisticRegression.Train(features, labels, classes, options.Seed),
        Algorithm.FastTree => FastTree.Train(features, labels, classes, options.Seed),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Algorithm, "unknown algorithm"),
    };
}
