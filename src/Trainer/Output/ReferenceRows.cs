using Modelwright.Trainer.Data;
using Modelwright.Trainer.Onnx;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Output;

/// <summary>A sample of the training rows as the model sees them, with its predictions: what later traffic is compared with.</summary>
public static class ReferenceRows
{
    /// <summary>Most rows of a sample. Ten bins hold a share to within 0.3 points (one standard error) with so many.</summary>
    public const int MaxRows = 10_000;

    /// <summary>The input columns and <c>prediction</c>; rows in file order, the same for the same seed.</summary>
    public static Table Of(TrainingResult result, int seed)
    {
        var rows = Enumerable.Range(0, result.Training.Rows.Count).ToArray();
        if (rows.Length > MaxRows)
        {
            new Random(seed).Shuffle(rows);
            rows = [.. rows.Take(MaxRows).Order()];
        }

        var sample = result.Training.Select(rows);
        var outputs = result.Predictor.Predict(result.Features.Vectors(sample));
        var columns = result.Features.All.Select(f => sample.Position(f.Column)).ToArray();
        return new Table(
            [.. result.Features.All.Select(f => f.Column), ModelNames.Prediction],
            [.. sample.Rows.Select((row, i) => columns.Select(c => row[c]).Append(result.Task.Prediction(outputs[i])).ToArray())]);
    }
}
