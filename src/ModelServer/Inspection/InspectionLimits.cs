namespace Modelwright.ModelServer.Inspection;

/// <summary>How much a model file may ask for. Real models stay far below; the largest public ones have some ten thousand nodes.</summary>
internal sealed record InspectionLimits
{
    /// <summary>Nodes in all graphs, and in all once functions are expanded.</summary>
    public int MaxNodes { get; init; } = 500_000;

    /// <summary>Tensors, values and attributes in all graphs.</summary>
    public int MaxItems { get; init; } = 4_000_000;

    /// <summary>Graphs within graphs (bodies of loops and branches), and types within types.</summary>
    public int MaxDepth { get; init; } = 16;

    /// <summary>Inputs, and outputs, of the model.</summary>
    public int MaxTensors { get; init; } = 4096;

    /// <summary>Bytes of a tensor whose size the file fixes without holding its data.</summary>
    public long MaxTensorBytes { get; init; } = 1L << 31;

    /// <summary>Bytes of the name of an input or output.</summary>
    public int MaxNameBytes { get; init; } = 1024;
}
