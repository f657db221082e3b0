namespace Modelwright.Trainer.Algorithms;

/// <summary>The state of learning after some iterations.</summary>
/// <param name="Iteration">How many iterations led here.</param>
/// <param name="State">What the learner needs to go on.</param>
public sealed record Checkpoint(int Iteration, byte[] State);
