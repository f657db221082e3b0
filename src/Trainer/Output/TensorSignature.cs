namespace Modelwright.Trainer.Output;

/// <summary>One input or output as the Open Inference Protocol names it.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Datatype">FP32 or BYTES.</param>
/// <param name="Shape">Dimensions; -1 is the number of rows.</param>
public sealed record TensorSignature(string Name, string Datatype, IReadOnlyList<int> Shape);
