using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Crds.RetrainPolicies;

/// <summary>A bound of a metric that holds whatever serves.</summary>
[Cel("has(self.min) || has(self.max)", Message = "a limit has min, max or both")]
public sealed record GateLimit
{
    /// <summary>The metric, as the run reports it.</summary>
    [Length(1, 63)]
    [RegularExpression(TrainingLimits.MetricPattern)]
    public string Metric { get; init; } = "";

    /// <summary>The smallest value that passes.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Min { get; init; }

    /// <summary>The largest value that passes.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Max { get; init; }
}
