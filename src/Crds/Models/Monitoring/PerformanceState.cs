using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>Whether predictions are right.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PerformanceState>))]
public enum PerformanceState
{
    /// <summary>There are too few labels, or nothing says what is tolerable.</summary>
    Unknown,

    /// <summary>No alarm.</summary>
    Ok,

    /// <summary>Alarm: surely more is wrong than is tolerable.</summary>
    Degraded,
}
