using Microsoft.ML.Trainers.FastTree;

namespace Modelwright.Trainer.Algorithms;

/// <summary>The scores that the first trees of ensembles give, for a learning curve from one training.</summary>
internal static class StagedScores
{
    /// <summary>Scores [row][ensemble] after each of the given numbers of trees (ascending); the array is reused.</summary>
    public static IEnumerable<double[][]> Of(
        IReadOnlyList<RegressionTreeEnsemble> ensembles, float[][] features, IReadOnlyList<int> trees)
    {
        var scores = Array.ConvertAll(features, _ => ensembles.Select(e => e.Bias).ToArray());
        var done = 0;
        foreach (var until in trees)
        {
            for (; done < until; done++)
                for (var e = 0; e < ensembles.Count; e++)
                    if (done < ensembles[e].Trees.Count)
                        Add(scores, e, ensembles[e].Trees[done], ensembles[e].TreeWeights[done], features);
            yield return scores;
        }
    }

    private static void Add(double[][] scores, int ensemble, RegressionTree tree, double weight, float[][] features)
    {
        var (left, right) = (tree.LeftChild, tree.RightChild);
        var (splits, thresholds, leaves) = (tree.NumericalSplitFeatureIndexes, tree.NumericalSplitThresholds, tree.LeafValues);
        for (var row = 0; row < features.Length; row++)
        {
            // Inner nodes count from 0; ~L is leaf L.
            var node = tree.NumberOfNodes > 0 ? 0 : -1;
            while (node >= 0) node = features[row][splits[node]] <= thresholds[node] ? left[node] : right[node];
            scores[row][ensemble] += leaves[~node] * weight;
        }
    }
}
