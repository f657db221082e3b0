using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Algorithms;

/// <summary>Multinomial logistic regression: <c>softmax(x W + b)</c>, for two or more classes.</summary>
public sealed class LogisticRegression : IClassifier
{
    private readonly MLContext _context;
    private readonly ISingleFeaturePredictionTransformer<MaximumEntropyModelParameters> _model;

    private LogisticRegression(MLContext context, ISingleFeaturePredictionTransformer<MaximumEntropyModelParameters> model)
    {
        _context = context;
        _model = model;
    }

    /// <summary>Fits on one thread, so the same rows in the same order give the same weights.</summary>
    public static LogisticRegression Train(float[][] features, IReadOnlyList<int> labels, int classes, int seed)
    {
        var context = new MLContext(seed);
        var trainer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            FeatureColumnName = LearningData.Features,
            LabelColumnName = LearningData.Label,
            L1Regularization = 0,
            L2Regularization = 1,
            NumberOfThreads = 1,
        });
        return new LogisticRegression(context, trainer.Fit(LearningData.Keyed(context, features, labels, classes)));
    }

    /// <inheritdoc />
    public float[][] Predict(float[][] features) =>
        [.. _model.Transform(LearningData.Unlabelled(_context, features)).GetColumn<float[]>("Score")];

    /// <inheritdoc />
    public string AddTo(GraphBuilder graph, string features)
    {
        VBuffer<float>[]? weights = null;
        _model.Model.GetWeights(ref weights, out var classes);
        var perClass = weights!.Select(w => w.DenseValues().ToArray()).ToArray();
        var byFeature = Enumerable.Range(0, perClass[0].Length).SelectMany(feature => perClass.Select(w => w[feature])).ToArray();
        var scores = graph.Node("Gemm", "scores",
        [
            features,
            graph.Constant("weights", byFeature, perClass[0].Length, classes),
            graph.Constant("biases", [.. _model.Model.GetBiases()], classes),
        ]);
        return graph.Node("Softmax", ModelNames.Probabilities, [scores], AttributeValue.Int("axis", 1));
    }
}
