using Modelwright.Trainer.Algorithms;

namespace Modelwright.Trainer.Training;

/// <summary>Reports how learning goes: at most about <see cref="Points"/> points, each once, in order.</summary>
internal sealed class LearningCurve(Judge judge, ITrainingWatch watch)
{
    /// <summary>How many points a curve has.</summary>
    public const int Points = 50;

    private int _reported;

    /// <summary>Reports what a step adds to the curve.</summary>
    public void Add(LearningStep step)
    {
        var every = Math.Max(1, step.Iterations / Points);
        if (step.Predictor is IStagedPredictor staged)
        {
            int[] stages =
            [
                .. Enumerable.Range(_reported + 1, Math.Max(0, step.Iteration - _reported))
                    .Where(i => i % every == 0 && i < step.Iterations),
            ];
            foreach (var ((iteration, onHoldout), onTraining) in stages
                .Zip(staged.PredictStages(judge.Holdout, stages)).Zip(staged.PredictStages(judge.Training, stages)))
                Report(iteration, step.Iterations, judge.Figures(onHoldout, onTraining));
        }
        else if (step.Iteration >= _reported + every && step.Iteration < step.Iterations)
        {
            Report(step.Iteration, step.Iterations, Figures(step.Predictor));
        }
    }

    /// <summary>Reports the last state, measured with the predictor's own predictions.</summary>
    public void Finish(LearningStep last)
    {
        if (_reported < last.Iteration || last.Predictor is IStagedPredictor)
            Report(last.Iteration, last.Iterations, Figures(last.Predictor));
    }

    private Dictionary<string, double> Figures(IPredictor predictor) =>
        judge.Figures(predictor.Predict(judge.Holdout), predictor.Predict(judge.Training));

    private void Report(int iteration, int iterations, IReadOnlyDictionary<string, double> figures)
    {
        _reported = iteration;
        watch.Report(iteration, iterations, figures);
    }
}
