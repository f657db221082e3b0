using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.ModelVersions;

/// <summary>A named tensor of a model.</summary>
public sealed record TensorSignature
{
    /// <summary>The tensor's name.</summary>
    [Length(1, 256)]
    public string Name { get; init; } = "";

    /// <summary>The type of its elements, as the Open Inference Protocol writes it.</summary>
    [AllowedValues("BOOL", "UINT8", "UINT16", "UINT32", "UINT64",
        "INT8", "INT16", "INT32", "INT64", "FP16", "BF16", "FP32", "FP64", "BYTES")]
    public string Datatype { get; init; } = "";

    /// <summary>The size of each dimension; -1 where it varies, as the number of rows usually does. Empty for a scalar.</summary>
    [Length(0, 16)]
    [ItemRange(-1, long.MaxValue)]
    public IReadOnlyList<long> Shape { get; init; } = [];
}
