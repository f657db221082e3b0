using System.Text.Json.Serialization;

namespace Modelwright.Operator.Gateways;

/// <summary>One place where a Gateway listens.</summary>
public sealed class GatewayListener
{
    /// <summary>Its name; <c>sectionName</c> of references.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; set; }

    /// <summary><c>HTTP</c>, <c>HTTPS</c> or one that carries no HTTPRoutes.</summary>
    [JsonPropertyName("protocol")]
    public string? Protocol { get; set; }

    /// <summary>The port.</summary>
    [JsonPropertyName("port")]
    public int? Port { get; set; }

    /// <summary>The only host names that it serves; null: all.</summary>
    [JsonPropertyName("hostname")]
    public string? Hostname { get; set; }
}
