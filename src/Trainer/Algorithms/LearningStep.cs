namespace Modelwright.Trainer.Algorithms;

/// <summary>What has been learned after some iterations.</summary>
/// <param name="Iteration">Trees, sweeps or optimizer iterations so far.</param>
/// <param name="Iterations">How many there will be at most; as many as there are once it has converged.</param>
/// <param name="Predictor">The state of learning.</param>
public sealed record LearningStep(int Iteration, int Iterations, IPredictor Predictor);
