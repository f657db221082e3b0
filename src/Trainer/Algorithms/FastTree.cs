using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Modelwright.Trainer.Onnx;
using BoostedTrees = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    Microsoft.ML.Trainers.FastTree.FastTreeBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace Modelwright.Trainer.Algorithms;

/// <summary>
/// Gradient-boosted trees. Two classes: one ensemble scores the second class. More: one ensemble per class against all others, their
/// calibrated probabilities divided by their sum.
/// </summary>
public sealed class FastTree : IClassifier
{
    private readonly MLContext _context;
    private readonly BoostedTrees[] _ensembles;

    private FastTree(MLContext context, BoostedTrees[] ensembles)
    {
        _context = context;
        _ensembles = ensembles;
    }

    private bool IsBinary => _ensembles.Length == 1;

    /// <summary>Fits on one thread, so the same rows in the same order give the same trees.</summary>
    public static FastTree Train(float[][] features, IReadOnlyList<int> labels, int classes, int seed)
    {
        var context = new MLContext(seed);
        var trainer = context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            FeatureColumnName = LearningData.Features,
            LabelColumnName = LearningData.Label,
            NumberOfThreads = 1,
            Seed = seed,
        });
        var positives = classes == 2 ? [1] : Enumerable.Range(0, classes);
        return new FastTree(context,
            [.. positives.Select(positive => trainer.Fit(LearningData.Binary(context, features, labels, positive)))]);
    }

    /// <inheritdoc />
    public float[][] Predict(float[][] features)
    {
        var rows = LearningData.Unlabelled(_context, features);
        var each = _ensembles.Select(e => e.Transform(rows).GetColumn<float>("Probability").ToArray()).ToArray();
        return [.. Enumerable.Range(0, features.Length).Select(row => IsBinary
            ? [1 - each[0][row], each[0][row]]
            : Normalized([.. each.Select(probabilities => probabilities[row])]))];
    }

    /// <inheritdoc />
    public string AddTo(GraphBuilder graph, string features)
    {
        var scores = TreeEnsembleOperator.Add(graph, features, [.. _ensembles.Select(e => e.Model.SubModel.TrainedTreeEnsemble)]);

        // Platt's calibration: 1 / (1 + exp(slope * score + offset)).
        var calibrators = _ensembles.Select(e => e.Model.Calibrator).ToArray();
        var slopes = graph.Constant("slopes", [.. calibrators.Select(c => (float)c.Slope)], calibrators.Length);
        var offsets = graph.Constant("offsets", [.. calibrators.Select(c => (float)c.Offset)], calibrators.Length);
        var exponents = graph.Node("Add", "exponents", [graph.Node("Mul", "sloped", [scores, slopes]), offsets]);
        if (IsBinary)
        {
            var first = graph.Node("Sigmoid", "first", [exponents]);
            var second = graph.Node("Sub", "second", [graph.Constant("one", [1f]), first]);
            return graph.Node("Concat", ModelNames.Probabilities, [first, second], AttributeValue.Int("axis", 1));
        }

        // A row that no ensemble claims has only tiny probabilities, whose share of their sum a logistic function in single precision
        // gets wrong. Their logarithms are exact enough: ln(1 / (1 + e^x)) = -softplus(x), and softmax divides by the sum.
        var logarithms = graph.Node("Neg", "logarithms", [graph.Node("Softplus", "softplus", [exponents])]);
        return graph.Node("Softmax", ModelNames.Probabilities, [logarithms], AttributeValue.Int("axis", 1));
    }

    private static float[] Normalized(float[] probabilities)
    {
        var sum = probabilities.Sum();
        return Array.ConvertAll(probabilities, p => p / sum);
    }
}
