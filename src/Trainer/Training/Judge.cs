using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Evaluation;
using Modelwright.Trainer.Tasks;

namespace Modelwright.Trainer.Training;

/// <summary>The rows that predictors are measured on.</summary>
/// <param name="Task">What is predicted.</param>
/// <param name="Holdout">Feature vectors of the held-out rows.</param>
/// <param name="HoldoutTargets">Their true classes or numbers.</param>
/// <param name="Training">Feature vectors of the training rows.</param>
/// <param name="TrainingTargets">Their true classes or numbers.</param>
internal sealed record Judge(LearningTask Task, float[][] Holdout, float[] HoldoutTargets, float[][] Training, float[] TrainingTargets)
{
    /// <summary>How well a predictor does on the held-out rows.</summary>
    public Metrics Measure(IPredictor predictor) => Task.Measure(HoldoutTargets, predictor.Predict(Holdout));

    /// <summary>The figures of a state: all of the held-out rows, and the loss on the training rows.</summary>
    public Dictionary<string, double> Figures(float[][] onHoldout, float[][] onTraining)
    {
        var measured = Task.Measure(HoldoutTargets, onHoldout);
        var (loss, value) = Task.Loss(TrainingTargets, onTraining);
        return new Dictionary<string, double>(measured.Figures) { [$"train_{loss}"] = value };
    }
}
