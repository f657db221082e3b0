using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>The metric that a run is judged by. Its values by step are kept in <c>status.series</c>.</summary>
public sealed record TrainingObjective
{
    /// <summary>The metric's name, as the container reports it.</summary>
    [Length(1, 128)]
    [RegularExpression(TrainingLimits.MetricPattern)]
    public string Metric { get; init; } = "";

    /// <summary>Whether larger or smaller values are better.</summary>
    public ObjectiveDirection Direction { get; init; }

    /// <summary>Which of the values by step is the run's value.</summary>
    [WhenUnset(ObjectiveReduction.Last)]
    public ObjectiveReduction? Reduce { get; init; }
}
