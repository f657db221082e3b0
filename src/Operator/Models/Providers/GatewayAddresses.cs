using Modelwright.Crds.Models.Traffic;

namespace Modelwright.Operator.Models.Providers;

/// <summary>Where a Model is reached at its Gateways.</summary>
internal static class GatewayAddresses
{
    /// <summary>The first host name at the first Gateway, or that one's address; null while neither is known.</summary>
    public static string? Url(ModelObserved observed)
    {
        var hostnames = Hostnames(observed);
        var host = hostnames.FirstOrDefault(name => !name.StartsWith('*'));
        foreach (var parent in GatewayCarriers.Parents(observed))
        {
            var gateway = observed.Gateway?.Gateways.FirstOrDefault(fact => fact.Namespace == parent.Namespace && fact.Name == parent.Name);
            var listener = gateway?.Listeners.Where(fact => (parent.SectionName ?? fact.Name) == fact.Name && Fits(fact.Hostname, host))
                .OrderByDescending(fact => fact.Tls).FirstOrDefault();
            if (listener is null || (host ?? listener.Hostname ?? gateway!.Address) is not { } name || name.StartsWith('*')) continue;
            return Url(name, listener);
        }

        return null;
    }

    /// <summary>The host names that matter: those of the spec, or, where another provider is wanted, those of the route.</summary>
    public static IReadOnlyList<string> Hostnames(ModelObserved observed) =>
        observed.Model.Spec.Traffic is { Provider: TrafficProvider.GatewayAPI } traffic
            ? traffic.Hostnames ?? []
            : observed.Gateway?.Route?.Hostnames ?? [];

    private static string Url(string host, ListenerFact listener)
    {
        var name = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        var (scheme, usual) = listener.Tls ? ("https", 443) : ("http", 80);
        return listener.Port == usual ? $"{scheme}://{name}" : $"{scheme}://{name}:{listener.Port}";
    }

    private static bool Fits(string? listener, string? host) => listener is null || host is null || listener == host
        || (listener.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(listener[1..], StringComparison.Ordinal));
}
