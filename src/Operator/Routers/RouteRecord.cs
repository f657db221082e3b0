using System.Net;
using Modelwright.Operator.Models.Planning;

namespace Modelwright.Operator.Routers;

/// <summary>
/// Reads the route in the annotation of a Model's Service. Anybody who may edit Services can write there, so it is input like any other:
/// what is not a whole route, or leads to what no revision of this Model could be, is no record.
/// </summary>
internal static class RouteRecord
{
    private const int HashDigits = 8;

    /// <summary>The route, or null.</summary>
    public static RouteTable? Read(string? json, string model, string @namespace, ServingSettings settings) =>
        RouteTable.Parse(json) is { } route && route.Model == model
        && route.Backends.All(backend => IsRevision(backend.Revision, model) && IsAddress(backend, @namespace, settings))
            ? route
            : null;

    private static bool IsRevision(string name, string model) =>
        name.Length == model.Length + 1 + HashDigits && name.StartsWith(model + "-", StringComparison.Ordinal)
        && name[^HashDigits..].All(char.IsAsciiHexDigitLower);

    private static bool IsAddress(RouteBackend backend, string @namespace, ServingSettings settings) =>
        settings.ServiceAddress == ServiceAddress.Dns
            ? backend.Address == Addresses.Http($"{backend.Revision}.{@namespace}.svc.{settings.ClusterDomain}")
            : Uri.TryCreate(backend.Address, UriKind.Absolute, out var uri) && IPAddress.TryParse(uri.IdnHost, out var address)
                && backend.Address == Addresses.Http(address.ToString());
}
