using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.TrainingRuns;

/// <summary>
/// How far a metric may be from its recorded value when the run is done again with the same image, data, parameters and seed.
/// </summary>
[Cel("has(self.absolute) || has(self.relative)", Message = "set absolute, relative, or both; of both the wider one counts")]
public sealed record MetricTolerance
{
    /// <summary>The metric's name, as the container reports it.</summary>
    [Length(1, 128)]
    [RegularExpression(TrainingLimits.MetricPattern)]
    public string Metric { get; init; } = "";

    /// <summary>The largest difference, in the metric's own unit: <c>"0.005"</c>.</summary>
    [Length(1, 32)]
    [RegularExpression(TrainingLimits.TolerancePattern)]
    public string? Absolute { get; init; }

    /// <summary>The largest difference as a share of the recorded value: <c>"0.01"</c> is one per cent of it.</summary>
    [Length(1, 32)]
    [RegularExpression(TrainingLimits.TolerancePattern)]
    public string? Relative { get; init; }
}
