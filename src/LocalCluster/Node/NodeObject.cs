using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Node;

/// <summary>The Node object: what this machine is, and that it is there.</summary>
internal sealed class NodeObject(IClusterApi api, string name, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>A key that no pod has.</summary>
    public static readonly ObjectKey Key = new("", "node-heartbeat");

    public DateTimeOffset NextHeartbeat { get; private set; }

    public IReadOnlyDictionary<string, string> Labels { get; } = new Dictionary<string, string>
    {
        ["kubernetes.io/hostname"] = name,
        ["kubernetes.io/os"] = "linux",
        ["kubernetes.io/arch"] = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64",
    };

    public void Register()
    {
        if (api.Get(KnownResources.Nodes, null, name) is null)
        {
            var labels = new JsonObject();
            foreach (var (key, value) in Labels) labels[key] = value;
            api.Create(KnownResources.Nodes, new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Node",
                ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels },
                ["spec"] = new JsonObject(),
            });
        }

        Heartbeat();
    }

    public void Heartbeat()
    {
        var now = time.GetUtcNow();
        NextHeartbeat = now + Interval;
        api.Mutate(KnownResources.Nodes, null, name, node =>
        {
            var status = node.Ensure("status");
            var since = Conditions.Find(node, "Ready")?.Text("lastTransitionTime") ?? now.ToApiTime();
            status["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Ready",
                ["status"] = "True",
                ["lastHeartbeatTime"] = now.ToApiTime(),
                ["lastTransitionTime"] = since,
                ["reason"] = "KubeletReady",
                ["message"] = "pods run as local processes",
            });
            status["addresses"] = new JsonArray(Address("InternalIP", "127.0.0.1"), Address("Hostname", name));
            status["capacity"] = Capacity();
            status["allocatable"] = Capacity();
            status["nodeInfo"] = new JsonObject
            {
                ["kubeletVersion"] = "v1.32.0",
                ["containerRuntimeVersion"] = "local://processes",
                ["osImage"] = RuntimeInformation.OSDescription,
                ["operatingSystem"] = "linux",
                ["architecture"] = Labels["kubernetes.io/arch"],
                ["kernelVersion"] = Environment.OSVersion.Version.ToString(),
            };
            return true;
        }, "status");
    }

    private static JsonObject Address(string type, string address) => new() { ["type"] = type, ["address"] = address };

    private static JsonObject Capacity() => new()
    {
        ["cpu"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        ["memory"] = (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024).ToString(CultureInfo.InvariantCulture) + "Ki",
        ["pods"] = "500",
    };
}
