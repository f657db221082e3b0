using Modelwright.Crds.Models.Traffic;
using Modelwright.Operator.Models.Providers;

namespace Modelwright.Operator.Models.Planning;

/// <summary>How Services are addressed.</summary>
internal static class Addresses
{
    /// <summary>The HTTP address of a Service's name or IP.</summary>
    public static string Http(string host) => $"http://{(host.Contains(':') ? $"[{host}]" : host)}:{Names.HttpPortNumber}";

    /// <summary>Where people send the Model's requests; null while the Service or the Gateway has no address.</summary>
    public static string? Url(ModelObserved observed, RouteDecision route) =>
        route.Provider == TrafficProvider.GatewayAPI ? GatewayAddresses.Url(observed)
        : (route.Wanted ?? route.Written)?.Access?.Tls is null ? Cleartext(observed)
        : Cleartext(observed)?.Replace("http://", "https://", StringComparison.Ordinal);

    private static string? Cleartext(ModelObserved observed) =>
        observed.Settings.ServiceAddress == ServiceAddress.Dns
            ? Http($"{observed.Model.Metadata.Name}.{observed.Model.Metadata.NamespaceProperty}.svc.{observed.Settings.ClusterDomain}")
            : Stable(observed)?.ClusterIP is { } address ? Http(address) : null;

    /// <summary>The Host headers that mean the Model.</summary>
    public static IReadOnlyList<string> Hosts(ModelObserved observed)
    {
        var (name, space) = (observed.Model.Metadata.Name, observed.Model.Metadata.NamespaceProperty);
        List<string> hosts = [name, $"{name}.{space}", $"{name}.{space}.svc", $"{name}.{space}.svc.{observed.Settings.ClusterDomain}"];
        if (Stable(observed)?.ClusterIP is { } address) hosts.Add(address);
        return hosts;
    }

    /// <summary>The Model's own Service.</summary>
    public static ServiceFact? Stable(ModelObserved observed) =>
        observed.Services.FirstOrDefault(service => service.Name == observed.Model.Metadata.Name);
}
