using System.Text.Json.Serialization;

namespace Modelwright.Crds.Experiments;

/// <summary>How a range is searched.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchScale>))]
public enum SearchScale
{
    /// <summary>Evenly.</summary>
    Linear,

    /// <summary>Evenly in the logarithm: as much between 0.001 and 0.01 as between 0.01 and 0.1.</summary>
    Log,
}
