using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Runtime.Api;

namespace Modelwright.Operator.Tests.Integration;

/// <summary>
/// Plays, in one namespace of an API server that has none of them, what the cluster's controllers and kubelets do: pods of Deployments,
/// their statuses, and garbage collection. One turn at a time, when the test says so.
/// </summary>
internal sealed class PlayedCluster(KubeApi api, string @namespace)
{
    private const string Manager = "played-cluster";
    private static readonly ResourceType Deployments = ResourceType.Of<V1Deployment>();
    private static readonly ResourceType Pods = ResourceType.Of<V1Pod>();

    private static readonly ResourceType[] Collected =
    [
        Deployments, Pods, ResourceType.Of<V1Service>(), ResourceType.Of<V1ConfigMap>(), ResourceType.Of<V1ServiceAccount>(),
        ResourceType.Of<V2HorizontalPodAutoscaler>(), ResourceType.Of<V1PodDisruptionBudget>(),
    ];

    private int addresses;

    /// <summary>Files whose digest is not the declared one.</summary>
    public HashSet<string> Wrong { get; } = [];

    /// <summary>Objects of a kind in the namespace.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(ResourceType type) =>
        [.. (await api.ListPageAsync(type, new ListRequest { Namespace = @namespace }, Stop)).Items.Select(item => item.ToJson())];

    /// <summary>An object, or null.</summary>
    public async Task<JsonObject?> GetAsync(ResourceType type, string name) =>
        (await api.GetAsync(type, new(@namespace, name), Stop))?.ToJson();

    /// <summary>One turn of everything.</summary>
    public async Task TurnAsync()
    {
        await CollectAsync();
        var pods = await ListAsync(Pods);
        foreach (var deployment in await ListAsync(Deployments))
        {
            var name = Name(deployment);
            var own = pods.Where(pod => Name(pod).StartsWith(name + "-p-", StringComparison.Ordinal)).OrderBy(Name, StringComparer.Ordinal)
                .ToList();
            var wanted = deployment["spec"]!["replicas"]!.GetValue<int>();
            for (var i = own.Count; i < wanted; i++) await CreatePodAsync(deployment, $"{name}-p-{i}");
            foreach (var pod in own.Skip(wanted)) await DeleteAsync(Pods, pod);
            foreach (var pod in own.Take(wanted)) await StartAsync(deployment, pod);
            await ReportAsync(deployment, own.Take(wanted).Count(IsReady), Math.Min(own.Count, wanted));
        }
    }

    /// <summary>Deletes objects all of whose owners are gone.</summary>
    private async Task CollectAsync()
    {
        var all = new List<(ResourceType Type, JsonObject Object)>();
        foreach (var type in Collected) all.AddRange((await ListAsync(type)).Select(item => (type, item)));
        var living = all.Select(item => Uid(item.Object)).ToHashSet();
        foreach (var type in new[] { ResourceType.Of<Crds.Models.Model>(), ResourceType.Of<Crds.ModelVersions.ModelVersion>() })
            living.UnionWith((await ListAsync(type)).Select(Uid));
        foreach (var (type, item) in all)
            if (item["metadata"]!["ownerReferences"] is JsonArray { Count: > 0 } owners
                && owners.All(owner => !living.Contains(owner!["uid"]!.GetValue<string>())))
                await DeleteAsync(type, item);
    }

    private async Task CreatePodAsync(JsonObject deployment, string name)
    {
        var template = deployment["spec"]!["template"]!;
        await api.CreateAsync(Pods, new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = @namespace,
                ["labels"] = template["metadata"]!["labels"]!.DeepClone(),
                ["ownerReferences"] = new JsonArray(new JsonObject
                {
                    ["apiVersion"] = "apps/v1",
                    ["kind"] = "ReplicaSet",
                    ["name"] = $"{Name(deployment)}-p",
                    ["uid"] = Uid(deployment),
                    ["controller"] = true,
                }),
            },
            ["spec"] = template["spec"]!.DeepClone(),
        }, Manager, Stop);
    }

    private async Task StartAsync(JsonObject deployment, JsonObject pod)
    {
        if (pod["status"]?["podIP"] is not null) return;
        var arguments = deployment["spec"]!["template"]!["spec"]!["initContainers"]?[0]?["args"]?.AsArray()
            .Select(argument => argument!.GetValue<string>()).ToList();
        var wrong = arguments?.Any(Wrong.Contains) == true;
        var main = deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["name"]!.GetValue<string>();
        var status = new JsonObject
        {
            ["phase"] = wrong ? "Pending" : "Running",
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = wrong ? "False" : "True" }),
            ["containerStatuses"] = new JsonArray(Container(main, !wrong, wrong
                ? new() { ["waiting"] = new JsonObject { ["reason"] = "PodInitializing" } }
                : new() { ["running"] = new JsonObject() })),
        };
        if (arguments is not null)
            status["initContainerStatuses"] = new JsonArray(Container("fetch", !wrong, Ended(wrong ? 1 : 0, wrong
                ? """{"reason":"DigestMismatch","message":"the file has another digest"}"""
                : $$"""{"digest":"sha256:{{new string('0', 64)}}","bytes":3}""")));
        if (!wrong) status["podIP"] = $"10.1.0.{++addresses}";
        await api.PatchAsync(Pods, new(@namespace, Name(pod)), PatchKind.Merge, new JsonObject { ["status"] = status }, Manager, "status",
            Stop);
    }

    private async Task ReportAsync(JsonObject deployment, int ready, int replicas)
    {
        var status = new JsonObject
        {
            ["observedGeneration"] = deployment["metadata"]!["generation"]!.DeepClone(),
            ["replicas"] = replicas,
            ["readyReplicas"] = ready,
            ["availableReplicas"] = ready,
        };
        await api.PatchAsync(Deployments, new(@namespace, Name(deployment)), PatchKind.Merge, new JsonObject { ["status"] = status },
            Manager, "status", Stop);
    }

    private static JsonObject Container(string name, bool ready, JsonObject state) =>
        new() { ["name"] = name, ["ready"] = ready, ["restartCount"] = 0, ["image"] = "played", ["imageID"] = "", ["state"] = state };

    private static JsonObject Ended(int exit, string message) =>
        new() { ["terminated"] = new JsonObject { ["exitCode"] = exit, ["message"] = message } };

    private async Task DeleteAsync(ResourceType type, JsonObject item) =>
        await api.DeleteAsync(type, new(@namespace, Name(item)), new DeletePreconditions(Uid(item)), Stop);

    private static bool IsReady(JsonObject pod) => pod["status"]?["podIP"] is not null;

    private static string Name(JsonObject item) => item["metadata"]!["name"]!.GetValue<string>();

    private static string Uid(JsonObject item) => item["metadata"]!["uid"]!.GetValue<string>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
