using System.Text.Json.Serialization;

namespace Modelwright.Operator.Gateways;

/// <summary>The parts of an HTTPRoute's spec that outlive a change of the Model's spec.</summary>
public sealed class HttpRouteSpec
{
    /// <summary>The Gateways.</summary>
    [JsonPropertyName("parentRefs")]
    public IList<ParentReference>? ParentRefs { get; set; }

    /// <summary>The host names.</summary>
    [JsonPropertyName("hostnames")]
    public IList<string>? Hostnames { get; set; }
}
