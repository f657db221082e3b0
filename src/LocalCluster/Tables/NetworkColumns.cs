using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Selectors;

namespace Modelwright.LocalCluster.Tables;

/// <summary>What <c>kubectl get</c> prints of Services, their endpoints and NetworkPolicies.</summary>
internal static class NetworkColumns
{
    private const int MaxEndpoints = 3;

    public static IReadOnlyList<TableColumn> Services { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Text("Type", "spec", "type"),
        CommonColumns.Text("Cluster-IP", "spec", "clusterIP"),
        CommonColumns.Of("External-IP", ExternalAddress),
        CommonColumns.Of("Port(s)", Ports),
        CommonColumns.Age,
        CommonColumns.Wide(CommonColumns.Of("Selector", value => CommonColumns.Labels(value.At("spec", "selector")))),
    ];

    public static IReadOnlyList<TableColumn> Endpoints { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Of("Endpoints", value => Shortened(value.Objects("subsets").SelectMany(Addresses).ToList())),
        CommonColumns.Age,
    ];

    public static IReadOnlyList<TableColumn> EndpointSlices { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Text("AddressType", "addressType"),
        CommonColumns.Of("Ports", value => Shortened([.. value.Objects("ports").Select(port => $"{port.Integer("port")}")])),
        CommonColumns.Of("Endpoints",
            value => Shortened([.. value.Objects("endpoints").SelectMany(endpoint => endpoint.Texts("addresses"))])),
        CommonColumns.Age,
    ];

    public static IReadOnlyList<TableColumn> Policies { get; } =
    [
        CommonColumns.Name,
        CommonColumns.Of("Pod-Selector", value => LabelSelector.FromObject(value.Child("spec", "podSelector")).ToString()),
        CommonColumns.Age,
    ];

    private static string? ExternalAddress(JsonObject value) => value.Text("spec", "type") switch
    {
        "ExternalName" => value.Text("spec", "externalName"),
        "LoadBalancer" => value.At("status", "loadBalancer").Objects("ingress").Select(one => one.Text("ip") ?? one.Text("hostname"))
            .FirstOrDefault() ?? "<pending>",
        _ => string.Join(",", value["spec"].Texts("externalIPs")),
    };

    private static string Ports(JsonObject value) => CommonColumns.Joined(value["spec"].Objects("ports").Select(port =>
        port.Integer("nodePort") is { } node and > 0
            ? $"{port.Integer("port")}:{node}/{port.Text("protocol")}"
            : $"{port.Integer("port")}/{port.Text("protocol")}"));

    private static IEnumerable<string> Addresses(JsonObject subset) =>
        from port in subset.Objects("ports").DefaultIfEmpty()
        from address in subset.Objects("addresses")
        select port is null ? address.Text("ip") : $"{address.Text("ip")}:{port.Integer("port")}";

    private static string? Shortened(List<string> all) =>
        all.Count <= MaxEndpoints ? string.Join(",", all)
            : $"{string.Join(",", all.Take(MaxEndpoints))} + {all.Count - MaxEndpoints} more...";
}
