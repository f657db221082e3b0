using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Experiments;

/// <summary>What a run can get little of at first: epochs, rounds, rows.</summary>
[Cel("self.min < self.max", Message = "min must be below max")]
public sealed record ExperimentResource
{
    /// <summary>The name under which the container gets the amount, counted from the very beginning of training.</summary>
    [Length(1, 63)]
    [RegularExpression(TrainingLimits.ParameterPattern)]
    public string Parameter { get; init; } = "";

    /// <summary>The least that says anything.</summary>
    [Range(1L, ExperimentLimits.MaxInteger - 1)]
    public long Min { get; init; }

    /// <summary>The most that a run gets.</summary>
    [Range(2L, ExperimentLimits.MaxInteger)]
    public long Max { get; init; }

    /// <summary>One run in so many goes on, with so many times as much.</summary>
    [Range(2, 100)]
    [WhenUnset(ExperimentDefaults.Eta)]
    public int? Eta { get; init; }
}
