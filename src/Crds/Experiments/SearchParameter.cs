using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Experiments;

/// <summary>A parameter and the values it may have.</summary>
[Cel("(has(self.double) ? 1 : 0) + (has(self.int) ? 1 : 0) + (has(self.categorical) ? 1 : 0) == 1",
    Message = "a parameter has exactly one of double, int and categorical")]
[Cel("!has(self.activeWhen) || self.activeWhen.parameter != self.name",
    Message = "activeWhen must name another parameter")]
public sealed record SearchParameter
{
    /// <summary>The name under which the container gets it.</summary>
    [Length(1, 63)]
    [RegularExpression(TrainingLimits.ParameterPattern)]
    public string Name { get; init; } = "";

    /// <summary>A real number.</summary>
    public DoubleRange? Double { get; init; }

    /// <summary>An integer.</summary>
    public IntRange? Int { get; init; }

    /// <summary>One of several texts.</summary>
    public CategoricalValues? Categorical { get; init; }

    /// <summary>The parameter exists only while another one has certain values.</summary>
    public ParameterCondition? ActiveWhen { get; init; }
}
