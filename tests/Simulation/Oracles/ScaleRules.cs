using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Routers;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>
/// What a live router sends requests to is not taken away: not deleted, not scaled to nothing, and not below what the Model asks for.
/// </summary>
internal sealed class ScaleRules
{
    // An operator decides on what it has seen; for so long after a change of the spec the older wish counts, too.
    private static readonly TimeSpan SpecAge = TimeSpan.FromMinutes(2);

    private readonly SimWorld world;
    private readonly Action<string> broken;
    private readonly Dictionary<string, List<(DateTimeOffset Until, long Replicas)>> wishes = new(StringComparer.Ordinal);

    public ScaleRules(SimWorld world, Action<string> broken)
    {
        (this.world, this.broken) = (world, broken);
        world.Admin.Changed += Observe;
    }

    private void Observe(ClusterEvent change)
    {
        if (change.Resource == KnownResources.Models && change.Previous is { } before) Remember(before);
        if (world.Invariants.PeopleAct || change.Resource != KnownResources.Deployments
            || change.Object.Label(Labels.Revision) is not { } revision)
            return;
        var gone = change.Type == ClusterEventType.Deleted || change.Object.IsDeleting();
        var (was, now) = (change.Previous.Integer("spec", "replicas") ?? 0, gone ? 0 : change.Object.Integer("spec", "replicas") ?? 1);
        if (!gone && now >= was) return;
        var (space, model) = (change.Object.Namespace(), change.Object.Label(Labels.Model) ?? "");
        if (world.Admin.Get(KnownResources.Models, space, model) is not { } owner || owner.IsDeleting() || !Owns(owner, change.Object))
            return;
        var sender = world.Routers.Running.FirstOrDefault(router =>
            router.Namespace == space && IsLive(router) && Weight(router, model, revision) > 0);
        if (sender is null || (now > 0 && now >= LeastWished(owner))) return;
        var done = gone ? "was deleted" : $"was scaled from {was} to {now}";
        broken($"Deployment {revision} {done} while router {sender.Pod} sends it {Weight(sender, model, revision)} %");
    }

    private void Remember(JsonObject model)
    {
        var key = $"{model.Namespace()}/{model.Name()}";
        if (!wishes.TryGetValue(key, out var list)) wishes[key] = list = [];
        list.RemoveAll(wish => wish.Until < world.Time.GetUtcNow());
        list.Add((world.Time.GetUtcNow() + SpecAge, Wished(model)));
    }

    private long LeastWished(JsonObject model)
    {
        var earlier = wishes.GetValueOrDefault($"{model.Namespace()}/{model.Name()}") ?? [];
        return earlier.Where(wish => wish.Until >= world.Time.GetUtcNow()).Select(wish => wish.Replicas).Append(Wished(model)).Min();
    }

    private static long Wished(JsonObject model) => model.Integer("spec", "serving", "replicas") ?? 1;

    private static bool Owns(JsonObject model, JsonObject child) =>
        child.Objects("metadata", "ownerReferences").Any(owner => owner.Text("uid") == model.Uid());

    private static int Weight(SimRouter router, string model, string revision) =>
        router.Route(model)?.Backends.Where(backend => backend.Revision == revision).Sum(backend => backend.Weight) ?? 0;

    // A router on its way out still answers the clients that it has, until its process ends.
    private bool IsLive(SimRouter router) => world.Admin.Get(KnownResources.Pods, router.Namespace, router.Pod) is not null;
}
