using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>Whether requests are distributed like the serving version's training data.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DriftState>))]
public enum DriftState
{
    /// <summary>The serving version has no reference profile, or its servers do not count: there is nothing to compare.</summary>
    Off,

    /// <summary>The first window is not over yet.</summary>
    Collecting,

    /// <summary>No alarm.</summary>
    NoDrift,

    /// <summary>Alarm: the evidence over the windows is beyond what chance does as often as <c>falseAlarmsPerYear</c> allows.</summary>
    Drift,

    /// <summary>The servers cannot be read; what was known before is too old.</summary>
    NoData,
}
