using Modelwright.Operator.Gateways;

namespace Modelwright.Operator.Models.Providers;

/// <summary>A Gateway that a Model names.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Listeners">Where it takes HTTPRoutes.</param>
/// <param name="Address">Its first address, if it has one.</param>
public sealed record GatewayFact(string Namespace, string Name, IReadOnlyList<ListenerFact> Listeners, string? Address)
{
    /// <summary>Reads a Gateway.</summary>
    public static GatewayFact Of(Gateway gateway) => new(
        gateway.Metadata.NamespaceProperty, gateway.Metadata.Name,
        [.. (gateway.Spec?.Listeners ?? []).Where(listener => listener.Protocol is "HTTP" or "HTTPS" && listener.Port is not null)
            .Select(listener => new ListenerFact(listener.Name ?? "", listener.Protocol == "HTTPS", listener.Port!.Value,
                string.IsNullOrEmpty(listener.Hostname) ? null : listener.Hostname))],
        gateway.Status?.Addresses?.FirstOrDefault()?.Value);
}
