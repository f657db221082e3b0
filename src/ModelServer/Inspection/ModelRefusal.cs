namespace Modelwright.ModelServer.Inspection;

/// <summary>Why a model file is refused before ONNX Runtime sees it.</summary>
internal enum ModelRefusal
{
    /// <summary>There is no file, or it cannot be read.</summary>
    NotReadable,

    /// <summary>A folder, a device, or another thing that is not a file.</summary>
    NotAFile,

    /// <summary>No bytes.</summary>
    Empty,

    /// <summary>More bytes than the limit.</summary>
    TooLarge,

    /// <summary>Another format: an archive, a saved model of another framework, text.</summary>
    NotOnnx,

    /// <summary>Protocol buffers that are cut off or malformed.</summary>
    Malformed,

    /// <summary>No graph, or a graph without outputs.</summary>
    NoGraph,

    /// <summary>Graphs within graphs, or types within types, deeper than the limit.</summary>
    TooDeep,

    /// <summary>More nodes, tensors or names than the limit.</summary>
    TooComplex,

    /// <summary>Tensor data outside the file.</summary>
    ExternalData,

    /// <summary>Operators of a domain that this server has no code for.</summary>
    UnknownOperators,

    /// <summary>Dimensions that are negative, overflow, or need more memory than the limit.</summary>
    AbsurdShape,

    /// <summary>A tensor whose data is not as long as its shape says.</summary>
    InconsistentTensor,

    /// <summary>Inputs or outputs that the protocol has no type for.</summary>
    UnsupportedType,
}
