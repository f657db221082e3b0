using Modelwright.Trainer.Features;
using Modelwright.Trainer.Onnx;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Output;

/// <summary>What a model takes and gives.</summary>
/// <param name="Inputs">One per column, in file order.</param>
/// <param name="Outputs">Label and probabilities, or the predicted number.</param>
public sealed record ModelSignature(IReadOnlyList<TensorSignature> Inputs, IReadOnlyList<TensorSignature> Outputs)
{
    /// <summary>The signature of a trained model.</summary>
    public static ModelSignature Of(TrainingResult result) => new(
        [.. result.Features.All.Select(f => new TensorSignature(f.Column, f is NumberFeature ? "FP32" : "BYTES", [-1, 1]))],
        result.Task.Classes is { } classes
            ? [new TensorSignature(ModelNames.Label, "BYTES", [-1]), new TensorSignature(ModelNames.Probabilities, "FP32", [-1, classes])]
            : [new TensorSignature(ModelNames.Prediction, "FP32", [-1])]);
}
