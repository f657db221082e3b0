using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Experiments;

/// <summary>Texts without an order.</summary>
public sealed record CategoricalValues
{
    /// <summary>The values, each once.</summary>
    [Length(1, ExperimentLimits.MaxCategories)]
    [ItemLength(1, 256)]
    [ListSet]
    public IReadOnlyList<string> Values { get; init; } = [];
}
