using System.Text.Json.Serialization;

namespace Modelwright.Operator.Gateways;

/// <summary>A Gateway's status.</summary>
public sealed class GatewayStatus
{
    /// <summary>Where it is reached.</summary>
    [JsonPropertyName("addresses")]
    public IList<GatewayAddress>? Addresses { get; set; }
}
