using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Discovery;

/// <summary>The order of groups and versions.</summary>
internal static class GroupVersions
{
    /// <summary>Each group with its versions, the preferred one first; groups in order of first appearance.</summary>
    public static IEnumerable<(string Group, IReadOnlyList<string> Versions)> Of(ResourceRegistry registry) =>
        registry.All.GroupBy(resource => resource.Id.Group).Select(group =>
            (group.Key, (IReadOnlyList<string>)[.. group.Select(resource => resource.Id.Version).Distinct()
                .Order(KubeVersionOrder.Instance)]));
}
