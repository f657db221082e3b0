using System.Text.Json.Serialization;

namespace Modelwright.Crds.Containers;

/// <summary>How a toleration's key is compared.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TolerationOperator>))]
public enum TolerationOperator
{
    /// <summary>The taint has the same key and value.</summary>
    Equal,

    /// <summary>The taint has the same key, or any key where none is given.</summary>
    Exists,
}
