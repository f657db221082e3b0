namespace Modelwright.Trainer.Algorithms;

/// <summary>A predictor that contains the earlier states of its training, as the first trees of an ensemble are a smaller one.</summary>
public interface IStagedPredictor : IPredictor
{
    /// <summary>
    /// The predictions after each of the given iterations (ascending, from 1), one matrix each. The same array may be given again and
    /// again: read it before asking for the next.
    /// </summary>
    IEnumerable<float[][]> PredictStages(float[][] features, IReadOnlyList<int> iterations);
}
