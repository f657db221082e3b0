using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Algorithms;

/// <summary>Something trained: it predicts by itself and knows how to write itself as ONNX operators.</summary>
public interface IPredictor
{
    /// <summary>
    /// For each feature vector the probability of every class, or one number when a number is predicted; computed by the code that
    /// trained it.
    /// </summary>
    float[][] Predict(float[][] features);

    /// <summary>
    /// Adds the operators that turn the float [N, width] matrix <paramref name="features"/> into the float [N, outputs] value named
    /// <paramref name="result"/>, and returns its name.
    /// </summary>
    string AddTo(GraphBuilder graph, string features, string result);
}
