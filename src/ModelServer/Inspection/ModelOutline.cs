namespace Modelwright.ModelServer.Inspection;

/// <summary>What inspection learned of a model.</summary>
/// <param name="Graph">Its graph.</param>
/// <param name="Opset">The version of the standard operators that it uses.</param>
/// <param name="HasFunctions">Whether it brings operators made of others.</param>
internal sealed record ModelOutline(GraphOutline Graph, long Opset, bool HasFunctions)
{
    /// <summary>Whether the graph says nothing about the number of dimensions of this input or output.</summary>
    public bool IsRankOpen(string name) =>
        Graph.Inputs.Concat(Graph.Outputs).Any(value => value.Name == name && value.Shape is null);
}
