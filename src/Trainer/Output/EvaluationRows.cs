using System.Globalization;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Output;

/// <summary>Every held-out row with its truth and its prediction, for comparing one model with another row by row.</summary>
public static class EvaluationRows
{
    /// <summary>The columns <c>id</c>, <c>label</c>, <c>score</c>, <c>prediction</c>.</summary>
    public static Table Of(TrainingResult result)
    {
        var outputs = result.Predictor.Predict(result.Features.Vectors(result.Holdout));
        var labels = result.Holdout.Values(result.Task.Label).ToArray();
        return new Table(["id", "label", "score", "prediction"],
            [.. outputs.Select((row, i) => new[]
            {
                result.HoldoutIds[i],
                labels[i],
                result.Task.Score(row).ToString("R", CultureInfo.InvariantCulture),
                result.Task.Prediction(row),
            })]);
    }
}
