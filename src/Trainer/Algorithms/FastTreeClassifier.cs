using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Modelwright.Trainer.Onnx;
using BoostedTrees = Microsoft.ML.Data.BinaryPredictionTransformer<Microsoft.ML.Calibrators.CalibratedModelParametersBase<
    Microsoft.ML.Trainers.FastTree.FastTreeBinaryModelParameters, Microsoft.ML.Calibrators.PlattCalibrator>>;

namespace Modelwright.Trainer.Algorithms;

/// <summary>
/// Boosted trees that tell classes apart. Two classes: one ensemble scores the second class. More: one ensemble per class against all
/// others, their calibrated probabilities divided by their sum.
/// </summary>
public sealed class FastTreeClassifier : IStagedPredictor
{
    private readonly MLContext _context;
    private readonly BoostedTrees[] _ensembles;

    private FastTreeClassifier(MLContext context, BoostedTrees[] ensembles)
    {
        _context = context;
        _ensembles = ensembles;
    }

    private bool IsBinary => _ensembles.Length == 1;

    private IReadOnlyList<RegressionTreeEnsemble> Trees => [.. _ensembles.Select(e => e.Model.SubModel.TrainedTreeEnsemble)];

    /// <summary>Fits so many trees per ensemble.</summary>
    public static FastTreeClassifier Train(LearningInput input, int trees)
    {
        var positives = input.Classes == 2 ? [1] : Enumerable.Range(0, input.Classes!.Value);
        return new FastTreeClassifier(new MLContext(input.Seed), [.. positives.Select(positive => Fit(input, trees, positive))]);
    }

    /// <inheritdoc />
    public float[][] Predict(float[][] features)
    {
        var rows = LearningData.Unlabelled(_context, features);
        var each = _ensembles.Select(e => e.Transform(rows).GetColumn<float>("Probability").ToArray()).ToArray();
        return [.. Enumerable.Range(0, features.Length).Select(row => Shares([.. each.Select(probabilities => probabilities[row])]))];
    }

    /// <inheritdoc />
    public IEnumerable<float[][]> PredictStages(float[][] features, IReadOnlyList<int> iterations)
    {
        var calibrators = _ensembles.Select(e => e.Model.Calibrator).ToArray();
        return StagedScores.Of(Trees, features, iterations).Select(scores => Array.ConvertAll(scores, row =>
            Shares([.. row.Select((score, e) => (float)(1 / (1 + Math.Exp((calibrators[e].Slope * score) + calibrators[e].Offset))))])));
    }

    /// <inheritdoc />
    public string AddTo(GraphBuilder graph, string features, string result)
    {
        var scores = TreeEnsembleOperator.Add(graph, features, Trees, "scores");

        // Platt's calibration: 1 / (1 + exp(slope * score + offset)).
        var calibrators = _ensembles.Select(e => e.Model.Calibrator).ToArray();
        var slopes = graph.Constant("slopes", [.. calibrators.Select(c => (float)c.Slope)], calibrators.Length);
        var offsets = graph.Constant("offsets", [.. calibrators.Select(c => (float)c.Offset)], calibrators.Length);
        var exponents = graph.Node("Add", "exponents", [graph.Node("Mul", "sloped", [scores, slopes]), offsets]);
        if (IsBinary)
        {
            var first = graph.Node("Sigmoid", "first", [exponents]);
            var second = graph.Node("Sub", "second", [graph.Constant("one", [1f]), first]);
            return graph.Node("Concat", result, [first, second], AttributeValue.Int("axis", 1));
        }

        // A row that no ensemble claims has only tiny probabilities, whose share of their sum a logistic function in single precision
        // gets wrong. Their logarithms are exact enough: ln(1 / (1 + e^x)) = -softplus(x), and softmax divides by the sum.
        var logarithms = graph.Node("Neg", "logarithms", [graph.Node("Softplus", "softplus", [exponents])]);
        return graph.Node("Softmax", result, [logarithms], AttributeValue.Int("axis", 1));
    }

    // A context of its own for each ensemble: in a common one the trees of the second would depend on how many the first has.
    private static BoostedTrees Fit(LearningInput input, int trees, int positive)
    {
        var context = new MLContext(input.Seed);
        return context.BinaryClassification.Trainers.FastTree(FastTree.Options<FastTreeBinaryTrainer.Options>(input, trees))
            .Fit(LearningData.Binary(context, input, positive));
    }

    private float[] Shares(float[] claims)
    {
        if (IsBinary) return [1 - claims[0], claims[0]];
        var sum = claims.Sum();
        return Array.ConvertAll(claims, p => p / sum);
    }
}
