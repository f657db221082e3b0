using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>
/// What a Dataset offers is good, and is there: data that failed a check of severity Error is never the latest, and the copy of a version
/// that the status lists is never cleared away.
/// </summary>
internal sealed class DataRule
{
    private readonly SimWorld world;
    private readonly Action<string> broken;

    public DataRule(SimWorld world, Action<string> broken)
    {
        (this.world, this.broken) = (world, broken);
        world.Admin.Changed += Observe;
    }

    private void Observe(ClusterEvent change)
    {
        if (change.Resource != KnownResources.Datasets || change.Type == ClusterEventType.Deleted) return;
        var dataset = change.Object;
        var latest = dataset.Text("status", "latest");
        if (latest is not null && world.Copies.IsBad(latest)) broken($"{dataset.Name()} offers {latest}, which failed a check");
        foreach (var version in dataset.Objects("status", "versions"))
        {
            var digest = version.Text("digest") ?? "";
            if (!world.Copies.Has(dataset.Uid(), digest)) broken($"{dataset.Name()} lists {digest}, whose copy is gone");
            if (version["eligible"]?.GetValue<bool>() == true && world.Copies.IsBad(digest))
                broken($"{dataset.Name()} lists {digest} as good, which failed a check");
        }
    }
}
