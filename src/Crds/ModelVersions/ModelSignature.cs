using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.ModelVersions;

/// <summary>The tensors a model takes and gives.</summary>
public sealed record ModelSignature
{
    /// <summary>What the model takes.</summary>
    [Length(1, 256)]
    [ListMap("name")]
    public IReadOnlyList<TensorSignature> Inputs { get; init; } = [];

    /// <summary>What the model gives.</summary>
    [Length(1, 256)]
    [ListMap("name")]
    public IReadOnlyList<TensorSignature> Outputs { get; init; } = [];
}
