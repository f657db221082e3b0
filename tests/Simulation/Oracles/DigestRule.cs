using Modelwright.LocalCluster.Json;
using Modelwright.Operator.Routers;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Routers;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Oracles;

/// <summary>No router is told to send requests to a revision whose file is not the one that its digest says.</summary>
internal sealed class DigestRule
{
    private readonly SimWorld world;
    private readonly Action<string> broken;

    public DigestRule(SimWorld world, Action<string> broken)
    {
        (this.world, this.broken) = (world, broken);
        world.Routers.Pushed += Check;
    }

    private void Check(SimRouter router, RouteTable table)
    {
        foreach (var backend in table.Backends.Where(backend => backend.Weight > 0))
        {
            if (world.Admin.Get(KnownResources.Deployments, router.Namespace, backend.Revision) is not { } deployment) continue;
            var containers = deployment.Objects("spec", "template", "spec", "initContainers");
            var arguments = containers.SelectMany(container => container.Texts("args")).ToList();
            var (uri, digest) = (After(arguments, "--uri"), After(arguments, "--digest"));
            var found = world.Models.Find(uri ?? "")?.Digest;
            if (digest is null || digest == found) continue;
            broken($"route {table.Model}:{table.Revision} leads to {backend.Revision}, which wants {digest}; {uri} has {found}");
        }
    }

    private static string? After(List<string> arguments, string option)
    {
        var index = arguments.IndexOf(option);
        return index >= 0 && index + 1 < arguments.Count ? arguments[index + 1] : null;
    }
}
