using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Experiments;

/// <summary>When a parameter exists.</summary>
public sealed record ParameterCondition
{
    /// <summary>A categorical or int parameter of the same Experiment.</summary>
    [Length(1, 63)]
    [RegularExpression(TrainingLimits.ParameterPattern)]
    public string Parameter { get; init; } = "";

    /// <summary>Its values with which this parameter exists, as text.</summary>
    [Length(1, ExperimentLimits.MaxCategories)]
    [ItemLength(1, 256)]
    [ListSet]
    public IReadOnlyList<string> In { get; init; } = [];
}
