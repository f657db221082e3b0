using System.Globalization;
using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Evaluation;
using Modelwright.Trainer.Features;
using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Tasks;

/// <summary>Predicting a number.</summary>
/// <param name="Label">The predicted column.</param>
public sealed record Regression(string Label) : LearningTask(Label)
{
    /// <inheritdoc />
    public override int? Classes => null;

    /// <inheritdoc />
    public override float[] Targets(Table table) => [.. table.Values(Label).Select((cell, row) =>
        NumberFeature.TryParse(cell!, out var value) && !NumberFeature.IsMissing(value)
            ? value
            : throw new DataException(
                $"label '{Label}' is '{Table.Shown(cell)}' in one of its rows; a regression needs numbers below 1e38 in every row, " +
                "else choose the task classification"))];

    /// <inheritdoc />
    public override HoldoutSplit Split(float[] targets, double fraction, int seed) => targets.Length >= 4
        ? HoldoutSplit.Stratified(new int[targets.Length], fraction, seed)
        : throw new DataException($"only {targets.Length} rows have a label; a regression needs at least 4");

    /// <inheritdoc />
    public override Metrics Measure(float[] targets, float[][] predictions) =>
        RegressionMetrics.Of(targets, [.. predictions.Select(p => p[0])]);

    /// <inheritdoc />
    public override (string Name, double Value) Loss(float[] targets, float[][] predictions) =>
        ("rmse", RegressionMetrics.RootMeanSquaredError(targets, predictions));

    /// <inheritdoc />
    public override string Prediction(float[] outputs) => outputs[0].ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override float Score(float[] outputs) => outputs[0];

    /// <inheritdoc />
    public override void Finish(GraphBuilder graph, IPredictor predictor, string features)
    {
        var number = predictor.AddTo(graph, features, "number");
        graph.Node("Squeeze", ModelNames.Prediction, [number, graph.Constant("column", [1L], 1)]);
        graph.Output(ModelNames.Prediction, ElementType.Float, null, $"the predicted {Label}");
    }
}
