using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Algorithms;

/// <summary>A fitted logistic regression: <c>softmax(x W + b)</c>, for two or more classes.</summary>
public sealed class LogisticClassifier(
    MLContext context, ISingleFeaturePredictionTransformer<MaximumEntropyModelParameters> model) : IPredictor
{
    /// <summary>The weights [class][feature].</summary>
    public float[][] Weights
    {
        get
        {
            VBuffer<float>[]? weights = null;
            model.Model.GetWeights(ref weights, out _);
            return [.. weights!.Select(w => w.DenseValues().ToArray())];
        }
    }

    /// <inheritdoc />
    public float[][] Predict(float[][] features) =>
        [.. model.Transform(LearningData.Unlabelled(context, features)).GetColumn<float[]>("Score")];

    /// <inheritdoc />
    public string AddTo(GraphBuilder graph, string features, string result)
    {
        var perClass = Weights;
        var byFeature = Enumerable.Range(0, perClass[0].Length).SelectMany(feature => perClass.Select(w => w[feature])).ToArray();
        var scores = graph.Node("Gemm", "scores",
        [
            features,
            graph.Constant("weights", byFeature, perClass[0].Length, perClass.Length),
            graph.Constant("biases", [.. model.Model.GetBiases()], perClass.Length),
        ]);
        return graph.Node("Softmax", result, [scores], AttributeValue.Int("axis", 1));
    }
}
