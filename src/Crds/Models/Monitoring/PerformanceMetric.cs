using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>How the quality of predictions is measured.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PerformanceMetric>))]
public enum PerformanceMetric
{
    /// <summary>The share of wrong predictions.</summary>
    ErrorRate,

    /// <summary>The mean distance of prediction and label, where they are numbers.</summary>
    MeanAbsoluteError,
}
