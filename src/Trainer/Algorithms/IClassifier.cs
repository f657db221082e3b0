using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Algorithms;

/// <summary>A trained classifier: it predicts by itself and knows how to write itself as ONNX operators.</summary>
public interface IClassifier
{
    /// <summary>The probability of every class for each feature vector, computed by the library that trained it.</summary>
    float[][] Predict(float[][] features);

    /// <summary>
    /// Adds the operators that turn the float [N, width] matrix <paramref name="features"/> into the float [N, classes] value
    /// <see cref="ModelNames.Probabilities"/>, and returns that name.
    /// </summary>
    string AddTo(GraphBuilder graph, string features);
}
