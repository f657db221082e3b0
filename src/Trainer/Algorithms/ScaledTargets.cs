using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Algorithms;

/// <summary>
/// Numbers to predict, brought to mean 0 and deviation 1 for learning and back for predicting: penalties mean the same whatever the
/// unit, and boosting, which starts at 0, starts at the mean.
/// </summary>
/// <param name="Mean">The mean of the training rows.</param>
/// <param name="Deviation">Their standard deviation; 1 when they are all the same.</param>
public sealed record ScaledTargets(float Mean, float Deviation)
{
    /// <summary>Learns the scale.</summary>
    public static ScaledTargets Of(float[] targets)
    {
        var mean = targets.Average(t => (double)t);
        var deviation = (float)Math.Sqrt(targets.Average(t => (t - mean) * (t - mean)));
        return new ScaledTargets((float)mean, deviation > 1e-7 * Math.Abs(mean) && float.IsNormal(deviation) ? deviation : 1);
    }

    /// <summary>What is learned.</summary>
    public float[] Scale(float[] targets) => Array.ConvertAll(targets, t => (t - Mean) / Deviation);

    /// <summary>A predictor of the numbers themselves.</summary>
    public IPredictor Unscale(IPredictor predictor) =>
        predictor is IStagedPredictor staged ? new StagedUnscaled(staged, this) : new Unscaled(predictor, this);

    private float[][] Unscale(float[][] predictions) => Array.ConvertAll(predictions, p => new[] { (p[0] * Deviation) + Mean });

    private class Unscaled(IPredictor predictor, ScaledTargets targets) : IPredictor
    {
        protected ScaledTargets Targets => targets;

        public float[][] Predict(float[][] features) => targets.Unscale(predictor.Predict(features));

        public string AddTo(GraphBuilder graph, string features, string result)
        {
            var scaled = graph.Node("Mul", "unscaled",
                [predictor.AddTo(graph, features, "scaled"), graph.Constant("deviation", [targets.Deviation])]);
            return graph.Node("Add", result, [scaled, graph.Constant("mean", [targets.Mean])]);
        }
    }

    private sealed class StagedUnscaled(IStagedPredictor predictor, ScaledTargets targets) : Unscaled(predictor, targets), IStagedPredictor
    {
        public IEnumerable<float[][]> PredictStages(float[][] features, IReadOnlyList<int> iterations) =>
            predictor.PredictStages(features, iterations).Select(Targets.Unscale);
    }
}
