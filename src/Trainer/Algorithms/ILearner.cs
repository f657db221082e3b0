namespace Modelwright.Trainer.Algorithms;

/// <summary>Learns step by step.</summary>
public interface ILearner
{
    /// <summary>
    /// Yields what has been learned so far, at least once; the last step is the result. Whoever stops asking stops the learning.
    /// The same input gives the same steps, also when a checkpoint lets it begin in the middle.
    /// </summary>
    /// <param name="input">What to learn from, and how.</param>
    /// <param name="checkpoints">Where learning may begin, and leaves its states.</param>
    /// <param name="stopRequested">
    /// Whether to give up what comes after the last step; null when nobody looks at the steps before the last one, so that those that
    /// cost something are left out.
    /// </param>
    IEnumerable<LearningStep> Learn(LearningInput input, ICheckpoints checkpoints, Func<bool>? stopRequested);
}
