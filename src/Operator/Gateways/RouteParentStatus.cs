using System.Text.Json.Serialization;
using k8s.Models;

namespace Modelwright.Operator.Gateways;

/// <summary>What one controller says of a route at one Gateway.</summary>
public sealed class RouteParentStatus
{
    /// <summary>The Gateway.</summary>
    [JsonPropertyName("parentRef")]
    public ParentReference? ParentRef { get; set; }

    /// <summary>Its words; among them <c>Accepted</c> and <c>ResolvedRefs</c>.</summary>
    [JsonPropertyName("conditions")]
    public IList<V1Condition>? Conditions { get; set; }
}
