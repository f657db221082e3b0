using System.Text.Json.Serialization;

namespace Modelwright.Operator.Gateways;

/// <summary>An address of a Gateway.</summary>
public sealed class GatewayAddress
{
    /// <summary>An IP or a host name.</summary>
    [JsonPropertyName("value")]
    public string? Value { get; set; }
}
