namespace Modelwright.Trainer.Training;

/// <summary>Whoever follows a training while it runs.</summary>
public interface ITrainingWatch
{
    /// <summary>Whether to finish with what has been learned so far.</summary>
    bool StopRequested { get; }

    /// <summary>How well the state after an iteration does.</summary>
    void Report(int iteration, int iterations, IReadOnlyDictionary<string, double> figures);
}
