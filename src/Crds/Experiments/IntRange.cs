using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Experiments;

/// <summary>A range of integers.</summary>
[Cel("self.min <= self.max", Message = "min must not be above max")]
[Cel("!has(self.scale) || self.scale != 'Log' || self.min >= 1", Message = "a Log scale needs a min of at least 1")]
[Cel("!has(self.scale) || self.scale != 'Log' || !has(self.step) || self.step == 1", Message = "a Log scale has no step; remove it")]
public sealed record IntRange
{
    /// <summary>The smallest value.</summary>
    [Range(-ExperimentLimits.MaxInteger, ExperimentLimits.MaxInteger)]
    public long Min { get; init; }

    /// <summary>No value is above it.</summary>
    [Range(-ExperimentLimits.MaxInteger, ExperimentLimits.MaxInteger)]
    public long Max { get; init; }

    /// <summary>The distance between values.</summary>
    [Range(1L, ExperimentLimits.MaxInteger)]
    [WhenUnset(1)]
    public long? Step { get; init; }

    /// <summary>How the range is searched.</summary>
    [WhenUnset(SearchScale.Linear)]
    public SearchScale? Scale { get; init; }
}
