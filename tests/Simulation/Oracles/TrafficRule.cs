using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator;
using Modelwright.Router.Routes;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>
/// From the moment a Model says that it serves, a request to it is answered at every step: each ready router has a route, and each
/// revision of that route has a ready pod. Until the Model is meant to be at zero, or is deleted.
/// </summary>
public sealed class TrafficRule
{
    private readonly SimWorld world;
    private readonly PodReadiness pods;
    private readonly Action<string> broken;
    private readonly SortedSet<string> serving = new(StringComparer.Ordinal);
    private bool changed;
    private long version;

    internal TrafficRule(SimWorld world, PodReadiness pods, Action<string> broken)
    {
        (this.world, this.pods, this.broken) = (world, pods, broken);
        world.Admin.Changed += Observe;
        world.Routers.Changed += () => changed = true;
    }

    /// <summary>Whether the rule holds in this world: not where pods die on their own.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often it was looked at with a Model that serves.</summary>
    public long Looks { get; private set; }

    internal void Look()
    {
        if (!Enabled || (!changed && version == pods.Version)) return;
        (changed, version) = (false, pods.Version);
        foreach (var key in serving)
        {
            Looks++;
            var (space, model) = (key[..key.IndexOf('/')], key[(key.IndexOf('/') + 1)..]);
            if (Problem(space, model) is { } problem) broken($"a request to {key} would fail: {problem}");
        }
    }

    private string? Problem(string space, string model)
    {
        if (world.Gateways?.Weights(space, model) is { } weights
            && weights.FirstOrDefault(weight => weight.Value > 0 && IsEmpty(space, weight.Key)).Key is { } empty)
            return $"the Gateway sends requests to {empty}, which has no ready pod";
        var service = world.Admin.Get(KnownResources.Services, space, model);
        var selector = service.Child("spec", "selector");
        if (selector?.Text(Labels.Name) != Labels.Router) return Direct(space, model, selector.Text(Labels.Revision));
        var names = pods.Ready(PodReadiness.Router(space));
        if (names.Count == 0) return "no router is ready";
        foreach (var router in world.Routers.Running.Where(router => router.Namespace == space && names.Contains(router.Pod)))
        {
            // It waits there, and the operator hears of it.
            if (router.Route(model) is { HasBackend: false, Activation: not null }) continue;
            if (router.Route(model) is not { HasBackend: true } route) return $"router {router.Pod} has no route";
            if (route.Backends.FirstOrDefault(backend => IsDead(space, backend)) is { } dead)
                return $"router {router.Pod} sends {dead.Weight} % to {dead.Revision}, which has no ready pod";
        }

        return null;
    }

    private string? Direct(string space, string model, string? revision) =>
        (revision is null ? pods.ReadyRevisions(space, model).Any() : !IsEmpty(space, revision))
            ? null
            : $"Service {model} selects no ready pod";

    private bool IsEmpty(string space, string revision) => pods.Ready(PodReadiness.Revision(space, revision)).Count == 0;

    private bool IsDead(string space, Backend backend) => backend.Weight > 0 && IsEmpty(space, backend.Revision);

    private void Observe(ClusterEvent change)
    {
        changed |= change.Resource == KnownResources.Services;
        if (change.Resource != KnownResources.Models) return;
        var key = $"{change.Object.Namespace()}/{change.Object.Name()}";
        if (change.Type == ClusterEventType.Deleted || change.Object.IsDeleting()
            || change.Object.Integer("spec", "serving", "replicas") == 0)
            serving.Remove(key);
        else if (Serves(change.Object)) serving.Add(key);
    }

    private static bool Serves(JsonObject model) =>
        model.Condition("Ready") is { } ready && ready.Text("status") == "True" && ready.Text("reason") == "Serving";
}
