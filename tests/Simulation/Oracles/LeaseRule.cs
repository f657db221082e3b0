using Modelwright.LocalCluster.Json;
using Modelwright.Runtime.Planning;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>Only the holder of the lease begins effects.</summary>
internal sealed class LeaseRule(SimWorld world, string name) : IEffectObserver
{
    public void Before(Effect effect)
    {
        var holder = world.Admin.List(KnownResources.Leases).Select(lease => lease.Text("spec", "holderIdentity")).FirstOrDefault();
        if (holder != name) world.Invariants.Break($"{name} begins {effect.GetType().Name} while {holder} holds the lease");
    }

    public void After(Effect effect)
    {
    }
}
