using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>A metric's value at one step.</summary>
public sealed record MetricPoint
{
    /// <summary>The step.</summary>
    [Range(0L, long.MaxValue)]
    public long Step { get; init; }

    /// <summary>The value as a decimal, or <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    [Length(1, 32)]
    [RegularExpression(TrainingLimits.ValuePattern)]
    public string Value { get; init; } = "";
}
