using Modelwright.Agent.Training;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Inputs;

/// <summary>An input that lies where the training container finds it.</summary>
/// <param name="Input">What was asked for.</param>
/// <param name="Digest">The digest of its file, or of its folder.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="Files">How many files.</param>
public sealed record InputResult(TaskInput Input, Sha256Digest Digest, long Bytes, int Files);
