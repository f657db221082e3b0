using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>What is watched while the Model serves. Only what is named is watched; an empty object takes all defaults.</summary>
public sealed record ModelMonitoring
{
    /// <summary>
    /// How many false alarms a year are tolerable, of each thing that is watched. All thresholds follow from it; less is slower.
    /// </summary>
    [Length(1, 16)]
    [RegularExpression(MonitoringLimits.RatePattern)]
    [WhenUnset(MonitoringDefaults.FalseAlarmsPerYear)]
    public string? FalseAlarmsPerYear { get; init; }

    /// <summary>Whether requests are still distributed like the data that the serving version was trained on.</summary>
    public DriftMonitoring? Drift { get; init; }

    /// <summary>Whether requests are well-formed: values that are missing, unknown, out of range or no numbers.</summary>
    public DataQualityMonitoring? DataQuality { get; init; }

    /// <summary>Whether predictions are right, by the labels that come back.</summary>
    public PerformanceMonitoring? Performance { get; init; }

    /// <summary>Whether labels are taken for predictions. Performance is not known without.</summary>
    public ModelFeedback? Feedback { get; init; }

    /// <summary>
    /// Features and outputs whose values that the reference profile does not have are not shown; they are counted all the same. Edges of
    /// bins and categories of the profile, categories that are predicted, and labels are shown.
    /// </summary>
    [Length(0, 256)]
    [ItemLength(1, 256)]
    public IReadOnlyList<string>? Redact { get; init; }
}
