using System.Text.Json.Serialization;

namespace Modelwright.Operator.Gateways;

/// <summary>An HTTPRoute's status.</summary>
public sealed class HttpRouteStatus
{
    /// <summary>One entry per Gateway and controller.</summary>
    [JsonPropertyName("parents")]
    public IList<RouteParentStatus>? Parents { get; set; }
}
