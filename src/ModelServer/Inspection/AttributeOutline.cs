namespace Modelwright.ModelServer.Inspection;

/// <summary>An attribute of a node, as far as it is of use here.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Integer">Its value when it is an integer.</param>
/// <param name="Integers">Its values when it is a list of integers.</param>
/// <param name="Tensor">Its value when it is a tensor.</param>
/// <param name="HasGraph">Whether it is a graph: the node is a loop, a branch or the like.</param>
internal sealed record AttributeOutline(string Name, long Integer, long[] Integers, TensorOutline? Tensor, bool HasGraph);
