using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.Experiments;

/// <summary>A bound on another metric.</summary>
public sealed record ObjectiveConstraint
{
    /// <summary>The metric's name.</summary>
    [Length(1, 128)]
    [RegularExpression(TrainingLimits.MetricPattern)]
    public string Metric { get; init; } = "";

    /// <summary>On which side of <c>value</c> it must be.</summary>
    public ConstraintOperator Operator { get; init; }

    /// <summary>The bound.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string Value { get; init; } = "";
}
