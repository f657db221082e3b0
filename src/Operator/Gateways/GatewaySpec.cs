using System.Text.Json.Serialization;

namespace Modelwright.Operator.Gateways;

/// <summary>A Gateway's spec.</summary>
public sealed class GatewaySpec
{
    /// <summary>Where it listens.</summary>
    [JsonPropertyName("listeners")]
    public IList<GatewayListener>? Listeners { get; set; }
}
