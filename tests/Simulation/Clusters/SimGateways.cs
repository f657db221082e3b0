using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Clusters;

/// <summary>
/// The Gateway API in a world: its definitions, a Gateway, and its controller, which takes its time, refuses routes as long as it is told
/// to, or is away. What it took last is what it follows.
/// </summary>
public sealed class SimGateways
{
    /// <summary>The Gateway's name; it is in the Models' namespace.</summary>
    public const string Name = "public";

    private static readonly ResourceId Gateways = new("gateway.networking.k8s.io", "v1", "gateways");
    private static readonly ResourceId Routes = new("gateway.networking.k8s.io", "v1", "httproutes");
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(3);

    private readonly SimWorld world;
    private readonly Dictionary<string, IReadOnlyDictionary<string, long>> followed = new(StringComparer.Ordinal);
    private readonly List<ITimer> timers = [];
    private string? refusal;
    private bool present = true;

    /// <summary>Installs it.</summary>
    public SimGateways(SimWorld world)
    {
        this.world = world;
        var folder = Path.Combine(AppContext.BaseDirectory, "gateway-api");
        foreach (var file in Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
            world.Admin.Create(KnownResources.CustomResourceDefinitions, YamlText.Parse(File.ReadAllText(file))!.AsObject());
        world.Admin.Create(Gateways, new JsonObject
        {
            ["apiVersion"] = "gateway.networking.k8s.io/v1",
            ["kind"] = "Gateway",
            ["metadata"] = new JsonObject { ["namespace"] = "ml", ["name"] = Name },
            ["spec"] = new JsonObject
            {
                ["listeners"] = new JsonArray(new JsonObject { ["name"] = "web", ["protocol"] = "HTTP", ["port"] = 80 }),
            },
        });
        world.Admin.Changed += Observe;
        world.Gateways = this;
    }

    /// <summary>Why routes are refused; null: they are taken.</summary>
    public string? Refusal
    {
        get => refusal;
        set
        {
            refusal = value;
            AnswerAll();
        }
    }

    /// <summary>The controller runs.</summary>
    public bool Present
    {
        get => present;
        set
        {
            present = value;
            AnswerAll();
        }
    }

    /// <summary>The weights by which requests of a Model are divided; null where it takes none.</summary>
    public IReadOnlyDictionary<string, long>? Weights(string @namespace, string model) =>
        followed.GetValueOrDefault($"{@namespace}/{model}");

    private void Observe(ClusterEvent change)
    {
        if (change.Resource != Routes) return;
        var (space, name) = (change.Object.Namespace(), change.Object.Name());
        if (change.Type == ClusterEventType.Deleted) followed.Remove($"{space}/{name}");
        else if (change.Previous.Integer("metadata", "generation") != change.Object.Integer("metadata", "generation"))
            timers.Add(world.Time.CreateTimer(_ => Answer(space, name), null, Slowness, Timeout.InfiniteTimeSpan));
    }

    private void AnswerAll()
    {
        foreach (var route in world.Admin.List(Routes)) Answer(route.Namespace(), route.Name());
    }

    private void Answer(string space, string name)
    {
        if (!present || world.Admin.Get(Routes, space, name) is not { } route || route.IsDeleting()) return;
        var generation = route.Integer("metadata", "generation") ?? 0;
        if (refusal is null)
            followed[$"{space}/{name}"] = route.Objects("spec", "rules").Single().Objects("backendRefs")
                .ToDictionary(backend => backend.Text("name")!, backend => backend.Integer("weight") ?? 1, StringComparer.Ordinal);
        world.Trace.Add("gateway", $"{(refusal is null ? "takes" : "refuses")} {name} {generation}");
        world.Admin.Mutate(Routes, space, name, copy =>
        {
            copy["status"] = new JsonObject
            {
                ["parents"] = new JsonArray([.. copy.Objects("spec", "parentRefs").Select(parent => (JsonNode)new JsonObject
                {
                    ["controllerName"] = "example.org/gateways",
                    ["parentRef"] = parent.Copy(),
                    ["conditions"] = new JsonArray(Condition("Accepted", refusal is null, generation),
                        Condition("ResolvedRefs", true, generation)),
                })]),
            };
            return true;
        }, "status");
    }

    private JsonObject Condition(string type, bool holds, long generation) => new()
    {
        ["type"] = type,
        ["status"] = holds ? "True" : "False",
        ["reason"] = holds ? type : "NotAllowed",
        ["message"] = holds ? "" : refusal,
        ["observedGeneration"] = generation,
        ["lastTransitionTime"] = "2026-03-01T12:00:00Z",
    };
}
