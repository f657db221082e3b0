namespace Modelwright.ModelServer.Inspection;

/// <summary>A constant tensor of a graph.</summary>
/// <param name="Name">Its name; empty for a value of an attribute.</param>
/// <param name="Dimensions">Its shape.</param>
/// <param name="Integers">Its elements when they are INT64 and few; null otherwise.</param>
internal sealed record TensorOutline(string Name, long[] Dimensions, long[]? Integers);
