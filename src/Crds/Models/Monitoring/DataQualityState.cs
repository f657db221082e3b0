using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>Whether requests are well-formed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DataQualityState>))]
public enum DataQualityState
{
    /// <summary>No window is over yet, or there is nothing to compare with.</summary>
    Unknown,

    /// <summary>The last window had no violation.</summary>
    Ok,

    /// <summary>The last window had violations.</summary>
    Violated,
}
