using Modelwright.Operator.Routers;
using Modelwright.Simulation.Routers;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>
/// Every table that is pushed sends 100 percent somewhere or nowhere, and never to a revision that cannot answer while another can.
/// </summary>
public sealed class RouteRules
{
    private readonly SimWorld world;
    private readonly PodReadiness pods;
    private readonly Action<string> broken;

    internal RouteRules(SimWorld world, PodReadiness pods, Action<string> broken)
    {
        (this.world, this.pods, this.broken) = (world, pods, broken);
        world.Routers.Pushed += Check;
    }

    /// <summary>How old a decision may be: where pods die or watches are late, a revision may have lost its last pod since.</summary>
    public TimeSpan Staleness { get; set; }

    private void Check(SimRouter router, RouteTable table)
    {
        var sum = table.Backends.Sum(backend => backend.Weight);
        if (table.Backends.Count > 0 && (sum != 100 || table.Backends.Any(backend => backend.Weight is < 0 or > 100)))
        {
            var weights = string.Join('+', table.Backends.Select(backend => backend.Weight));
            broken($"route {table.Model}:{table.Revision} has weights {weights}");
        }

        foreach (var backend in table.Backends.Where(backend => backend.Weight > 0))
        {
            var group = PodReadiness.Revision(router.Namespace, backend.Revision);
            if (pods.LastReady(group) + Staleness >= world.Time.GetUtcNow()) continue;
            var others = string.Join(", ", pods.ReadyRevisions(router.Namespace, table.Model));
            if (others.Length > 0)
                broken($"route {table.Model}:{table.Revision} leads to {backend.Revision}, which has no ready pod, while {others} has");
        }
    }
}
