using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Services;

/// <summary>Where each port of a Service leads. Pure.</summary>
internal static class ServiceTargets
{
    /// <summary>Listening address and its targets, for every TCP port of a Service that has an address.</summary>
    public static Dictionary<IPEndPoint, ImmutableArray<IPEndPoint>> Of(JsonObject service, IReadOnlyList<JsonObject> slices)
    {
        var result = new Dictionary<IPEndPoint, ImmutableArray<IPEndPoint>>();
        if (service.Text("spec", "type") == "ExternalName" || !IPAddress.TryParse(service.Text("spec", "clusterIP"), out var address))
            return result;
        foreach (var port in service.Items("spec", "ports"))
        {
            if ((port.Text("protocol") ?? "TCP") != "TCP" || port.Number("port") is not { } number) continue;
            result[new IPEndPoint(address, (int)number)] = Targets(port.Text("name") ?? "", slices);
        }

        return result;
    }

    /// <summary>Ready endpoints; when there are none, those that terminate but still serve, as kube-proxy does.</summary>
    private static ImmutableArray<IPEndPoint> Targets(string port, IReadOnlyList<JsonObject> slices)
    {
        var ready = new List<IPEndPoint>();
        var leaving = new List<IPEndPoint>();
        foreach (var slice in slices)
        {
            var number = slice.Items("ports").FirstOrDefault(candidate => (candidate.Text("name") ?? "") == port)?.Number("port");
            if (number is null) continue;
            foreach (var endpoint in slice.Items("endpoints"))
            {
                var chosen = endpoint.Flag("conditions", "ready") ? ready
                    : endpoint.Flag("conditions", "serving") && endpoint.Flag("conditions", "terminating") ? leaving
                    : null;
                if (chosen is null || !IPAddress.TryParse(endpoint.Texts("addresses").FirstOrDefault(), out var address)) continue;
                chosen.Add(new IPEndPoint(address, (int)number));
            }
        }

        return [.. ready.Count > 0 ? ready : leaving];
    }
}
