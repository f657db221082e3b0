using Microsoft.ML.Trainers.FastTree;

namespace Modelwright.Trainer.Algorithms;

/// <summary>
/// Gradient-boosted trees of ML.NET, fitted on one thread, so the same rows in the same order give the same trees. ML.NET can neither be
/// watched while it boosts nor continue; but fewer trees are the beginning of more (ADR 0071). So learning is done over with more trees
/// each time, the last time with all of them: what is known early costs a third more than all trees at once. A stop gives up the round
/// that is under way.
/// </summary>
public sealed class FastTree : ILearner
{
    private const int WorthAnEarlyLook = 64;

    /// <inheritdoc />
    public IEnumerable<LearningStep> Learn(LearningInput input, ICheckpoints checkpoints, Func<bool>? stopRequested)
    {
        var trees = Math.Min(input.Parameters.Trees, input.Parameters.Iterations ?? int.MaxValue);
        int[] stages = stopRequested is not null && trees >= WorthAnEarlyLook ? [trees / 16, trees / 4, trees] : [trees];
        foreach (var stage in stages)
        {
            // Something must be learned before it can be enough.
            var predictor = stage == stages[0] ? Train(input, stage) : Abandonable.Run(() => Train(input, stage), stopRequested!);
            if (predictor is null) yield break;
            yield return new LearningStep(stage, trees, predictor);
        }
    }

    private static IStagedPredictor Train(LearningInput input, int trees) =>
        input.Classes is null ? FastTreeRegressor.Train(input, trees) : FastTreeClassifier.Train(input, trees);

    /// <summary>ML.NET's options for so many trees.</summary>
    internal static TOptions Options<TOptions>(LearningInput input, int trees)
        where TOptions : BoostedTreeOptions, new() => new()
        {
            FeatureColumnName = LearningData.Features,
            LabelColumnName = LearningData.Label,
            NumberOfThreads = 1,
            Seed = input.Seed,
            FeatureSelectionSeed = input.Seed,
            NumberOfTrees = trees,
            NumberOfLeaves = input.Parameters.Leaves,
            MinimumExampleCountPerLeaf = input.Parameters.MinRowsPerLeaf,
            LearningRate = input.Parameters.LearningRate,
            MaximumBinCountPerFeature = input.Parameters.Bins,
            FeatureFraction = input.Parameters.FeatureFraction,

            // A bag of one tree: rows are drawn anew for each.
            BaggingSize = input.Parameters.RowFraction < 1 ? 1 : 0,
            BaggingExampleFraction = input.Parameters.RowFraction < 1 ? input.Parameters.RowFraction : 0.7,
        };
}
