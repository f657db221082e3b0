using System.Text.Json.Serialization;

namespace Modelwright.Operator.Gateways;

/// <summary>A reference to a Gateway as routes have it.</summary>
public sealed class ParentReference
{
    /// <summary>The Gateway's name.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; set; }

    /// <summary>Its namespace; null: the route's.</summary>
    [JsonPropertyName("namespace")]
    public string? Namespace { get; set; }

    /// <summary>The listener; null: all.</summary>
    [JsonPropertyName("sectionName")]
    public string? SectionName { get; set; }
}
