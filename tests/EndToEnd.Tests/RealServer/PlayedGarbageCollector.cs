using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Runtime.Api;

namespace Modelwright.EndToEnd.Tests.RealServer;

/// <summary>Deletes what has owners, none of which is there any more.</summary>
internal sealed class PlayedGarbageCollector(IKubeApi api, string @namespace)
{
    // What is owned comes before its owners: an owner that is made while we look is then never taken for a missing one.
    private static readonly ResourceType[] Kinds =
    [
        ResourceType.Of<V1Pod>(), ResourceType.Of<V1Service>(), ResourceType.Of<V1ConfigMap>(), ResourceType.Of<V1ServiceAccount>(),
        ResourceType.Of<V2HorizontalPodAutoscaler>(), ResourceType.Of<V1PodDisruptionBudget>(), ResourceType.Of<V1Deployment>(),
        ResourceType.Of<ModelVersion>(), ResourceType.Of<Model>(),
    ];

    /// <summary>Looks at every object once.</summary>
    public async Task SweepAsync()
    {
        List<(ResourceType Kind, KubeObject Item)> found = [];
        foreach (var kind in Kinds)
        {
            var page = await api.ListPageAsync(kind, new ListRequest { Namespace = @namespace }, CancellationToken.None);
            found.AddRange(page.Items.Select(item => (kind, item)));
        }

        var living = found.Select(entry => entry.Item.Uid).ToHashSet(StringComparer.Ordinal);
        foreach (var (kind, item) in found.Where(entry => !entry.Item.Deleting && Orphaned(entry.Item, living)))
            await DeleteAsync(kind, item);
    }

    private static bool Orphaned(KubeObject item, HashSet<string> living) =>
        item.ToJson()["metadata"]!["ownerReferences"]?.AsArray() is { Count: > 0 } owners
        && owners.All(owner => !living.Contains((string)owner!["uid"]!));

    private async Task DeleteAsync(ResourceType kind, KubeObject item)
    {
        try
        {
            // As it was seen: it may have got another owner since.
            await api.DeleteAsync(kind, item.Key, new DeletePreconditions(item.Uid, item.ResourceVersion));
        }
        catch (ApiException changed) when (changed.Error == ApiError.Conflict)
        {
            // The next sweep sees it as it is.
        }
    }
}
