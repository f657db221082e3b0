using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Controllers.ReplicaSets;

namespace Modelwright.LocalCluster.Controllers.Endpoints;

/// <summary>
/// The Endpoints and EndpointSlices that a Service should have. Pure. A pod that terminates is not ready from that moment on,
/// whatever its probes say; slices still show it with <c>serving</c>, as Kubernetes does.
/// </summary>
internal static class ServiceEndpoints
{
    public const string ServiceNameLabel = "kubernetes.io/service-name";
    public const string ManagedByLabel = "endpointslice.kubernetes.io/managed-by";
    public const string ManagedBy = "endpointslice-controller.k8s.io";

    /// <summary>Endpoints by the ports they have; pods may resolve a named port to different numbers.</summary>
    public static List<EndpointGroup> Group(JsonObject service, IEnumerable<JsonObject> pods)
    {
        var selector = service.TextMap("spec", "selector");
        var groups = new List<EndpointGroup>();
        foreach (var pod in pods.OrderBy(pod => pod.Name(), StringComparer.Ordinal))
        {
            if (PodState.HasEnded(pod) || !LabelSelector.MatchesAll(selector, pod.TextMap("metadata", "labels"))) continue;
            if (pod.Text("status", "podIP") is not { Length: > 0 } address) continue;
            var ports = Ports(service, pod);
            var group = groups.FirstOrDefault(known => JsonNode.DeepEquals(known.Ports, ports));
            if (group is null) groups.Add(group = new EndpointGroup(ports, []));
            group.Endpoints.Add(Endpoint(service, pod, address));
        }

        return groups;
    }

    public static JsonObject Slice(JsonObject service, string name, EndpointGroup group) => new()
    {
        ["apiVersion"] = "discovery.k8s.io/v1",
        ["kind"] = "EndpointSlice",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["namespace"] = service.Namespace(),
            ["labels"] = new JsonObject { [ServiceNameLabel] = service.Name(), [ManagedByLabel] = ManagedBy },
            ["ownerReferences"] = new JsonArray(Owners.ControllerReference(service, "v1", "Service")),
        },
        ["addressType"] = "IPv4",
        ["ports"] = group.Ports.DeepClone(),
        ["endpoints"] = new JsonArray([.. group.Endpoints.Select(endpoint => SliceEndpoint(service, endpoint))]),
    };

    public static JsonObject Endpoints(JsonObject service, IEnumerable<EndpointGroup> groups)
    {
        var subsets = new JsonArray();
        foreach (var group in groups)
        {
            var live = group.Endpoints.Where(endpoint => !endpoint.Terminating).ToList();
            if (live.Count == 0) continue;
            var subset = new JsonObject();
            AddAddresses(subset, "addresses", service, live.Where(endpoint => endpoint.Ready));
            AddAddresses(subset, "notReadyAddresses", service, live.Where(endpoint => !endpoint.Ready));
            subset["ports"] = group.Ports.DeepClone();
            subsets.Add(subset);
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Endpoints",
            ["metadata"] = new JsonObject
            {
                ["name"] = service.Name(),
                ["namespace"] = service.Namespace(),
                ["ownerReferences"] = new JsonArray(Owners.ControllerReference(service, "v1", "Service")),
            },
            ["subsets"] = subsets,
        };
    }

    private static PodEndpoint Endpoint(JsonObject service, JsonObject pod, string address)
    {
        var serving = PodState.IsReady(pod) || service.Flag("spec", "publishNotReadyAddresses");
        var terminating = pod.IsDeleting();
        var ready = service.Flag("spec", "publishNotReadyAddresses") || (serving && !terminating);
        return new PodEndpoint(address, pod.Name(), pod.Uid(), pod.Text("spec", "nodeName"), ready, serving, terminating);
    }

    private static JsonArray Ports(JsonObject service, JsonObject pod)
    {
        var ports = new JsonArray();
        foreach (var port in service.Items("spec", "ports"))
        {
            if (TargetPort(port, pod) is not { } number) continue;
            var entry = new JsonObject { ["port"] = number, ["protocol"] = port.Text("protocol") ?? "TCP" };
            entry["name"] = port.Text("name") ?? "";
            if (port.Text("appProtocol") is { } protocol) entry["appProtocol"] = protocol;
            ports.Add(entry);
        }

        return ports;
    }

    private static long? TargetPort(JsonObject port, JsonObject pod)
    {
        if (port["targetPort"] is not JsonValue target) return port.Number("port");
        if (target.GetValueKind() == JsonValueKind.Number)
            return port.Number("targetPort") is > 0 and var number ? number : port.Number("port");
        var name = target.GetValue<string>();
        return pod.Items("spec", "containers").Concat(pod.Items("spec", "initContainers"))
            .SelectMany(container => container.Items("ports"))
            .FirstOrDefault(candidate => candidate.Text("name") == name)?.Number("containerPort");
    }

    private static JsonObject SliceEndpoint(JsonObject service, PodEndpoint endpoint)
    {
        var entry = new JsonObject
        {
            ["addresses"] = new JsonArray(endpoint.Address),
            ["conditions"] = new JsonObject
            {
                ["ready"] = endpoint.Ready,
                ["serving"] = endpoint.Serving,
                ["terminating"] = endpoint.Terminating,
            },
            ["targetRef"] = endpoint.TargetReference(service.Namespace()),
        };
        if (endpoint.Node is not null) entry["nodeName"] = endpoint.Node;
        return entry;
    }

    private static void AddAddresses(JsonObject subset, string name, JsonObject service, IEnumerable<PodEndpoint> endpoints)
    {
        var list = new JsonArray();
        foreach (var endpoint in endpoints)
        {
            var entry = new JsonObject { ["ip"] = endpoint.Address, ["targetRef"] = endpoint.TargetReference(service.Namespace()) };
            if (endpoint.Node is not null) entry["nodeName"] = endpoint.Node;
            list.Add(entry);
        }

        if (list.Count > 0) subset[name] = list;
    }
}
