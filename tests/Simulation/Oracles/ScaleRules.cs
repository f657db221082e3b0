using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.Operator;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Routers;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>
/// What a live router sends requests or copies of them to is not taken away: not deleted, not scaled to nothing, and not below what its
/// share needs. The stable revision has all replicas that the Model asks for while it gets any requests, unless a surge bounds the sum.
/// </summary>
internal sealed class ScaleRules
{
    // An operator decides on what it has seen; for so long after a change of the spec the older wish counts, too.
    private static readonly TimeSpan SpecAge = TimeSpan.FromMinutes(2);

    private readonly SimWorld world;
    private readonly Action<string> broken;
    private readonly Dictionary<string, List<(DateTimeOffset Until, long Replicas, bool Surge)>> wishes = new(StringComparer.Ordinal);

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
        var senders = world.Routers.Running.Where(router => router.Namespace == space && IsLive(router) && Reaches(router, model, revision))
            .ToList();
        var gateway = world.Gateways?.Weights(space, model)?.GetValueOrDefault(revision) ?? 0;
        if (gateway > 0 && (now == 0 || now < Needed(owner, revision, (int)gateway)))
            broken(
                $"Deployment {revision} {(gone ? "was deleted" : $"was scaled from {was} to {now}")} "
                + $"while the Gateway sends it {gateway} %");
        if (senders.Count == 0) return;
        var weight = senders.Max(router => Weight(router, model, revision));
        if (now > 0 && now >= Needed(owner, revision, weight)) return;
        var done = gone ? "was deleted" : $"was scaled from {was} to {now}";
        broken($"Deployment {revision} {done} while router {senders[0].Pod} sends it {weight} %");
    }

    private void Remember(JsonObject model)
    {
        var key = $"{model.Namespace()}/{model.Name()}";
        if (!wishes.TryGetValue(key, out var list)) wishes[key] = list = [];
        list.RemoveAll(wish => wish.Until < world.Time.GetUtcNow());
        list.Add((world.Time.GetUtcNow() + SpecAge, Wished(model), HasSurge(model)));
    }

    private long Needed(JsonObject model, string revision, int weight)
    {
        var (replicas, surge) = Lately(model);
        return model.Text("status", "stableRevision") == revision && !surge && weight > 0
            ? replicas
            : weight == 0 ? 0 : (replicas * (weight - 1) / 100) + 1;
    }

    private (long Replicas, bool Surge) Lately(JsonObject model)
    {
        var earlier = (wishes.GetValueOrDefault($"{model.Namespace()}/{model.Name()}") ?? [])
            .Where(wish => wish.Until >= world.Time.GetUtcNow()).ToList();
        return (earlier.Select(wish => wish.Replicas).Append(Wished(model)).Min(),
            HasSurge(model) || earlier.Any(wish => wish.Surge));
    }

    private static long Wished(JsonObject model) => model.Integer("spec", "serving", "replicas") ?? 1;

    private static bool HasSurge(JsonObject model) =>
        model.Integer("spec", "rollout", "maxSurge") is not null || model.Text("spec", "rollout", "strategy") == "Rolling";

    private static bool Owns(JsonObject model, JsonObject child) =>
        child.Objects("metadata", "ownerReferences").Any(owner => owner.Text("uid") == model.Uid());

    private static int Weight(SimRouter router, string model, string revision) =>
        router.Route(model)?.Backends.Where(backend => backend.Revision == revision).Sum(backend => backend.Weight) ?? 0;

    private static bool Reaches(SimRouter router, string model, string revision) =>
        Weight(router, model, revision) > 0 || router.Route(model)?.Mirror?.Revision == revision;

    // A router on its way out still answers the clients that it has, until its process ends.
    private bool IsLive(SimRouter router) => world.Admin.Get(KnownResources.Pods, router.Namespace, router.Pod) is not null;
}
