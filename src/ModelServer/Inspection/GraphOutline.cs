namespace Modelwright.ModelServer.Inspection;

/// <summary>A graph without its data.</summary>
internal sealed class GraphOutline
{
    /// <summary>The nodes in the order of the file.</summary>
    public List<NodeOutline> Nodes { get; } = [];

    /// <summary>The constants.</summary>
    public List<TensorOutline> Initializers { get; } = [];

    /// <summary>The inputs; in old files these include the constants.</summary>
    public List<ValueOutline> Inputs { get; } = [];

    /// <summary>The outputs.</summary>
    public List<ValueOutline> Outputs { get; } = [];
}
