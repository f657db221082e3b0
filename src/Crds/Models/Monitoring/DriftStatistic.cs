using System.Text.Json.Serialization;

namespace Modelwright.Crds.Models.Monitoring;

/// <summary>How the difference of two distributions is measured.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DriftStatistic>))]
public enum DriftStatistic
{
    /// <summary>The population stability index, smoothed by half a count per bin.</summary>
    Psi,
}
