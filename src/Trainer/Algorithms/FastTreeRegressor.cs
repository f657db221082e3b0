using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Algorithms;

/// <summary>An ensemble of boosted trees that predicts a number.</summary>
public sealed class FastTreeRegressor : IStagedPredictor
{
    private readonly MLContext _context;
    private readonly RegressionPredictionTransformer<FastTreeRegressionModelParameters> _model;

    private FastTreeRegressor(MLContext context, RegressionPredictionTransformer<FastTreeRegressionModelParameters> model)
    {
        _context = context;
        _model = model;
    }

    /// <summary>Fits so many trees.</summary>
    public static FastTreeRegressor Train(LearningInput input, int trees)
    {
        var context = new MLContext(input.Seed);
        var trainer = context.Regression.Trainers.FastTree(FastTree.Options<FastTreeRegressionTrainer.Options>(input, trees));
        return new FastTreeRegressor(context, trainer.Fit(LearningData.Numbers(context, input.Features, input.Targets)));
    }

    /// <inheritdoc />
    public float[][] Predict(float[][] features) =>
        [.. _model.Transform(LearningData.Unlabelled(_context, features)).GetColumn<float>("Score").Select(score => new[] { score })];

    /// <inheritdoc />
    public IEnumerable<float[][]> PredictStages(float[][] features, IReadOnlyList<int> iterations) =>
        StagedScores.Of([_model.Model.TrainedTreeEnsemble], features, iterations)
            .Select(scores => Array.ConvertAll(scores, row => new[] { (float)row[0] }));

    /// <inheritdoc />
    public string AddTo(GraphBuilder graph, string features, string result) =>
        TreeEnsembleOperator.Add(graph, features, [_model.Model.TrainedTreeEnsemble], result);
}
