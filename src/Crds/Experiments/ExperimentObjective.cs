using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Experiments;

/// <summary>The metric to make as large or as small as possible.</summary>
public sealed record ExperimentObjective
{
    /// <summary>The metric's name, as the container reports it.</summary>
    [Length(1, 128)]
    [RegularExpression(TrainingLimits.MetricPattern)]
    public string Metric { get; init; } = "";

    /// <summary>Whether larger or smaller values are better.</summary>
    public ObjectiveDirection Direction { get; init; }

    /// <summary>Which of the values by step is a run's value.</summary>
    [WhenUnset(ObjectiveReduction.Last)]
    public ObjectiveReduction? Reduce { get; init; }

    /// <summary>The search ends once a feasible run reaches this value.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Goal { get; init; }

    /// <summary>What a run must also hold to be the best: a run that breaks one counts as infeasible.</summary>
    [Length(0, 16)]
    public IReadOnlyList<ObjectiveConstraint>? Constraints { get; init; }
}
