using Modelwright.LocalCluster.Api;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>
/// How often each object was created and deleted (Sieve's state-update summary): finds what an end state hides, such as a
/// child that was deleted and made again.
/// </summary>
public sealed class WriteSummary
{
    private readonly SortedDictionary<string, (int Created, int Deleted)> counts = new(StringComparer.Ordinal);

    /// <summary>Counts from now on.</summary>
    public WriteSummary(SimWorld world) => world.Admin.Changed += Observe;

    /// <summary>One line per object.</summary>
    public string Text() =>
        string.Join('\n', counts.Select(entry => $"{entry.Key} created {entry.Value.Created}, deleted {entry.Value.Deleted}"));

    private void Observe(ClusterEvent change)
    {
        if (change.Type == ClusterEventType.Modified || change.Resource.Plural is "events" or "leases") return;
        var key = $"{change.Resource.Plural} {change.Object.Namespace()}/{ClusterState.NameOf(change.Resource, change.Object)}";
        var (created, deleted) = counts.GetValueOrDefault(key);
        counts[key] = change.Type == ClusterEventType.Added ? (created + 1, deleted) : (created, deleted + 1);
    }
}
