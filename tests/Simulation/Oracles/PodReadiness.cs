using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.Operator;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>Which revisions and routers have pods that take requests, now and lately; kept up to date from the store's events.</summary>
internal sealed class PodReadiness
{
    private readonly SimWorld world;
    private readonly SortedDictionary<string, SortedSet<string>> ready = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> lastReady = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> since = new(StringComparer.Ordinal);

    public PodReadiness(SimWorld world)
    {
        this.world = world;
        world.Admin.Changed += Observe;
    }

    /// <summary>Counts the changes of readiness.</summary>
    public long Version { get; private set; }

    /// <summary>The ready pods of a group, by name.</summary>
    public IReadOnlyCollection<string> Ready(string group) => ready.TryGetValue(group, out var pods) ? pods : [];

    /// <summary>When the group last had a ready pod; null: never.</summary>
    public DateTimeOffset? LastReady(string group) =>
        Ready(group).Count > 0 ? world.Time.GetUtcNow() : lastReady.TryGetValue(group, out var time) ? time : null;

    /// <summary>The group has had a ready pod all the time for at least so long.</summary>
    public bool IsReadyFor(string group, TimeSpan span) => Ready(group).Count > 0 && since[group] + span <= world.Time.GetUtcNow();

    /// <summary>The revisions of a Model that have ready pods.</summary>
    public IEnumerable<string> ReadyRevisions(string @namespace, string model) =>
        ready.Where(group => group.Key.StartsWith($"{@namespace}/{model}-", StringComparison.Ordinal) && group.Value.Count > 0)
            .Select(group => group.Key);

    /// <summary>The group of a revision's pods.</summary>
    public static string Revision(string @namespace, string revision) => $"{@namespace}/{revision}";

    /// <summary>The group of a namespace's router pods.</summary>
    public static string Router(string @namespace) => $"{@namespace}//router";

    private void Observe(ClusterEvent change)
    {
        if (change.Resource != KnownResources.Pods || GroupOf(change.Object) is not { } group) return;
        var name = change.Object.Name();
        if (change.Type != ClusterEventType.Deleted && change.Object.IsReadyPod())
        {
            if (!ready.TryGetValue(group, out var pods)) ready[group] = pods = new SortedSet<string>(StringComparer.Ordinal);
            if (!pods.Add(name)) return;
            Version++;
            if (pods.Count == 1) since[group] = world.Time.GetUtcNow();
        }
        else if (ready.TryGetValue(group, out var pods) && pods.Remove(name))
        {
            Version++;
            if (pods.Count == 0) lastReady[group] = world.Time.GetUtcNow();
        }
    }

    private static string? GroupOf(JsonObject pod) =>
        pod.Label(Labels.Revision) is { } revision ? Revision(pod.Namespace(), revision)
        : pod.Label(Labels.Name) == Labels.Router ? Router(pod.Namespace())
        : null;
}
