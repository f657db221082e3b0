using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Modelwright.Operator.Gateways;

/// <summary>What the operator reads of a Gateway: whether it is there, and how it is reached.</summary>
[KubernetesEntity(Group = GatewayApi.Group, ApiVersion = GatewayApi.Version, Kind = "Gateway", PluralName = "gateways")]
public sealed class Gateway : IKubernetesObject<V1ObjectMeta>
{
    /// <inheritdoc />
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = $"{GatewayApi.Group}/{GatewayApi.Version}";

    /// <inheritdoc />
    [JsonPropertyName("kind")]
    public string Kind { get; set; } = "Gateway";

    /// <inheritdoc />
    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>Its listeners.</summary>
    [JsonPropertyName("spec")]
    public GatewaySpec? Spec { get; set; }

    /// <summary>Its addresses.</summary>
    [JsonPropertyName("status")]
    public GatewayStatus? Status { get; set; }
}
