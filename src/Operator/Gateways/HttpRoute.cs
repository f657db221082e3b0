using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Modelwright.Operator.Gateways;

/// <summary>What the operator reads of an HTTPRoute of the Gateway API; it writes one whole, as JSON.</summary>
[KubernetesEntity(Group = GatewayApi.Group, ApiVersion = GatewayApi.Version, Kind = "HTTPRoute", PluralName = "httproutes")]
public sealed class HttpRoute : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc />
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = $"{GatewayApi.Group}/{GatewayApi.Version}";

    /// <inheritdoc />
    [JsonPropertyName("kind")]
    public string Kind { get; set; } = "HTTPRoute";

    /// <inheritdoc />
    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What was asked for.</summary>
    [JsonPropertyName("spec")]
    public HttpRouteSpec? Spec { get; set; }

    /// <summary>What the Gateways' controllers say.</summary>
    [JsonPropertyName("status")]
    public HttpRouteStatus? Status { get; set; }
}
