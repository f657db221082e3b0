using Microsoft.ML;
using Microsoft.ML.Trainers;
using LinearClassifier = Microsoft.ML.Data.MulticlassPredictionTransformer<Microsoft.ML.Trainers.MaximumEntropyModelParameters>;

namespace Modelwright.Trainer.Algorithms;

/// <summary>
/// Multinomial logistic regression of ML.NET, on one thread. Without a number of iterations it is fitted in one go until it converges.
/// With one, L-BFGS is started again from where it is every <see cref="Leg"/> iterations: it forgets its curvature there, but each leg's
/// end is a state from which another process continues to the very same bytes (ADR 0072).
/// </summary>
public sealed class LogisticRegression : ILearner
{
    /// <summary>Iterations between two checkpoints.</summary>
    public const int Leg = 10;

    // Relative to the largest weight; single precision and the next leg's first step do not tell such states apart.
    private const float Converged = 1e-5f;

    /// <inheritdoc />
    public IEnumerable<LearningStep> Learn(LearningInput input, ICheckpoints checkpoints, Func<bool>? stopRequested)
    {
        var context = new MLContext(input.Seed);
        var data = LearningData.Keyed(context, input);
        if (input.Parameters.Iterations is not { } iterations)
        {
            yield return new LearningStep(1, 1, new LogisticClassifier(context, Trainer(context, input, int.MaxValue).Fit(data)));
            yield break;
        }

        var identity = input.Identity("logistic-regression");
        var (iteration, model) = checkpoints.Latest(identity) is { } kept && kept.Iteration <= iterations
            ? (kept.Iteration, Load(context, kept.State))
            : (0, null);
        if (model is not null) yield return new LearningStep(iteration, iterations, new LogisticClassifier(context, model));
        while (iteration < iterations)
        {
            var leg = Math.Min(Leg, iterations - iteration);
            var trainer = Trainer(context, input, leg);
            var next = model is null ? trainer.Fit(data) : trainer.Fit(data, model.Model);
            iteration += leg;
            var converged = model is not null && IsSame(new LogisticClassifier(context, model), new LogisticClassifier(context, next));
            model = next;

            // The end is found by its last leg, which whoever comes later must be able to repeat.
            if (leg == Leg && !converged) checkpoints.Keep(identity, new Checkpoint(iteration, Save(context, model, data)));
            if (converged) iterations = iteration;
            yield return new LearningStep(iteration, iterations, new LogisticClassifier(context, model));
        }
    }

    private static LbfgsMaximumEntropyMulticlassTrainer Trainer(MLContext context, LearningInput input, int iterations) =>
        context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
        {
            FeatureColumnName = LearningData.Features,
            LabelColumnName = LearningData.Label,
            L1Regularization = (float)(input.Parameters.L1 ?? 0),
            L2Regularization = (float)(input.Parameters.L2 ?? 1),
            MaximumNumberOfIterations = iterations,
            NumberOfThreads = 1,
        });

    private static bool IsSame(LogisticClassifier before, LogisticClassifier after)
    {
        var limit = Converged * after.Weights.Max(w => w.Max(MathF.Abs));
        return before.Weights.Zip(after.Weights).All(pair => pair.First.Zip(pair.Second).All(w => MathF.Abs(w.First - w.Second) <= limit));
    }

    private static byte[] Save(MLContext context, LinearClassifier model, IDataView data)
    {
        using var stream = new MemoryStream();
        context.Model.Save(model, data.Schema, stream);
        return stream.ToArray();
    }

    private static LinearClassifier Load(MLContext context, byte[] state)
    {
        using var stream = new MemoryStream(state);
        return (LinearClassifier)context.Model.Load(stream, out _);
    }
}
