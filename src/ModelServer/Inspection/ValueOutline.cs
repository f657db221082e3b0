namespace Modelwright.ModelServer.Inspection;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is, in words: <c>tensor</c>, <c>sequence</c> and so on.</param>
/// <param name="ElementType">The element type of a tensor, as onnx.proto numbers them.</param>
/// <param name="Shape">The dimensions of a tensor, -1 for those left open; null when the rank is left open.</param>
internal sealed record ValueOutline(string Name, string Kind, long ElementType, long[]? Shape);
