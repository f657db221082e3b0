using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Algorithms;

/// <summary>A fitted linear regression: <c>x w + b</c>.</summary>
/// <param name="Weights">One per feature.</param>
/// <param name="Bias">The prediction where all features are 0.</param>
public sealed record LinearRegressor(float[] Weights, float Bias) : IPredictor
{
    /// <inheritdoc />
    public float[][] Predict(float[][] features) => Array.ConvertAll(features, row =>
    {
        double sum = Bias;
        for (var j = 0; j < row.Length; j++) sum += (double)row[j] * Weights[j];
        return new[] { (float)sum };
    });

    /// <inheritdoc />
    public string AddTo(GraphBuilder graph, string features, string result) => graph.Node("Gemm", result,
    [
        features,
        graph.Constant("weights", Weights, Weights.Length, 1),
        graph.Constant("biases", [Bias], 1),
    ]);
}
