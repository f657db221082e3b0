using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>A metric's last value.</summary>
public sealed record MetricValue
{
    /// <summary>The metric's name.</summary>
    [Length(1, 128)]
    [RegularExpression(TrainingLimits.MetricPattern)]
    public string Name { get; init; } = "";

    /// <summary>The value as a decimal, or <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</summary>
    [Length(1, 32)]
    [RegularExpression(TrainingLimits.ValuePattern)]
    public string Value { get; init; } = "";

    /// <summary>The step that the value is of.</summary>
    [Range(0L, long.MaxValue)]
    public long? Step { get; init; }
}
