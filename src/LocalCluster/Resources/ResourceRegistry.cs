using System.Collections.Frozen;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Resources;

/// <summary>The resources served at one moment. Immutable; a changed CustomResourceDefinition makes a new one.</summary>
public sealed class ResourceRegistry
{
    private readonly FrozenDictionary<ResourceId, ResourceDefinition> _byId;
    private readonly FrozenSet<(string Group, string Version)> _groupVersions;

    /// <summary>Takes built-in and custom resources; of two with the same id the first wins.</summary>
    public ResourceRegistry(IEnumerable<ResourceDefinition> definitions)
    {
        All = [.. definitions.DistinctBy(definition => definition.Id)];
        _byId = All.ToFrozenDictionary(definition => definition.Id);
        Stored = [.. All.Where(definition => !definition.IsReview && definition.ApiVersion == definition.StorageApiVersion)
            .Select(definition => new ServedResource(definition.Id, definition.Kind, definition.Namespaced))];
        _groupVersions = All.Select(definition => (definition.Id.Group, definition.Id.Version)).ToFrozenSet();
    }

    /// <summary>All resources, in the order of discovery.</summary>
    public IReadOnlyList<ResourceDefinition> All { get; }

    /// <summary>The resources in their storage versions: each object is in exactly one of them.</summary>
    public IReadOnlyList<ServedResource> Stored { get; }

    /// <summary>The resource with exactly this id, or null.</summary>
    public ResourceDefinition? Find(ResourceId id) => _byId.GetValueOrDefault(id);

    /// <summary>The resource of a kind in a version, or null.</summary>
    public ResourceDefinition? FindKind(string apiVersion, string kind) =>
        All.FirstOrDefault(definition => definition.Kind == kind && definition.ApiVersion == apiVersion);

    /// <summary>The id under which a collection's objects are kept.</summary>
    public ResourceId StorageResource(ResourceKey key) =>
        All.FirstOrDefault(definition => definition.Storage == key && definition.ApiVersion == definition.StorageApiVersion)?.Id
        ?? new ResourceId(key.Group, "", key.Plural);

    /// <summary>Whether anything is served under a group and version.</summary>
    public bool Serves(string group, string version) => _groupVersions.Contains((group, version));
}
