using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary><c>status.observedGeneration</c> never goes back and never runs ahead.</summary>
internal sealed class StatusRules
{
    private readonly Action<string> broken;

    public StatusRules(SimWorld world, Action<string> broken)
    {
        this.broken = broken;
        world.Admin.Changed += Observe;
    }

    private void Observe(ClusterEvent change)
    {
        if (change.Resource != KnownResources.Models && change.Resource != KnownResources.ModelVersions) return;
        if (change.Type != ClusterEventType.Modified) return;
        var (was, now) = (change.Previous.Integer("status", "observedGeneration"), change.Object.Integer("status", "observedGeneration"));
        if (was > (now ?? 0)) broken($"{change.Object.Name()}: observedGeneration went from {was} back to {now}");
        if (now > change.Object.Integer("metadata", "generation"))
            broken($"{change.Object.Name()}: observedGeneration {now} is ahead of the generation");
    }
}
