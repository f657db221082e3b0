using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Data;
using Modelwright.Trainer.Features;
using Modelwright.Trainer.Onnx;

namespace Modelwright.Trainer.Training;

/// <summary>Rows in, model and evidence out. Reads and writes no file.</summary>
public static class TrainingPipeline
{
    /// <summary>Splits, learns the preprocessing, trains, exports and evaluates.</summary>
    /// <param name="table">The rows to learn from, and to judge with unless <paramref name="holdout"/> is given.</param>
    /// <param name="holdout">Rows to judge with.</param>
    /// <param name="options">What to do.</param>
    /// <param name="watch">Who is told how it goes, and may end it early; null: nobody.</param>
    /// <param name="checkpoints">Where learning may begin.</param>
    /// <exception cref="DataException">The table cannot be trained on.</exception>
    public static TrainingResult Run(
        Table table, TrainingOptions options, Table? holdout = null, ITrainingWatch? watch = null, ICheckpoints? checkpoints = null)
    {
        var data = TrainingData.Of(table, holdout, options);
        var ignored = options.Id is { } id ? options.Ignored.Add(id) : options.Ignored;
        var features = FeatureLearner.Learn(data.Columns, data.Training, options.Label, ignored);
        var targets = data.Task.Targets(data.Training);
        var scale = data.Task.Classes is null ? ScaledTargets.Of(targets) : null;
        var input = new LearningInput(
            features.Vectors(data.Training), scale?.Scale(targets) ?? targets, data.Task.Classes, options.Hyperparameters, options.Seed);
        var judge = new Judge(data.Task, features.Vectors(data.Holdout), data.Task.Targets(data.Holdout), input.Features, targets);

        LearningStep? last = null;
        var curve = watch is null ? null : new LearningCurve(judge, watch);
        Func<bool>? stopRequested = watch is null ? null : () => watch.StopRequested;
        foreach (var step in Learner(options).Learn(input, checkpoints ?? ICheckpoints.None, stopRequested))
        {
            last = step with { Predictor = scale?.Unscale(step.Predictor) ?? step.Predictor };
            curve?.Add(last);
            if (stopRequested?.Invoke() == true) break;
        }

        curve?.Finish(last!);
        return new TrainingResult(
            data.Task, features, last!.Predictor, [.. ModelExport.ToOnnx(features, last.Predictor, data.Task)], data.Training,
            data.UnlabelledRows, data.Holdout, data.HoldoutIds, judge.Measure(last.Predictor), last.Iteration,
            IsStopped: stopRequested?.Invoke() == true && last.Iteration < last.Iterations);
    }

    private static ILearner Learner(TrainingOptions options) => options.Algorithm switch
    {
        Algorithm.LogisticRegression => new LogisticRegression(),
        Algorithm.LinearRegression => new LinearRegression(),
        _ => new FastTree(),
    };
}
