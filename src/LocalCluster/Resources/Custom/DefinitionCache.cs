using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Resources.Custom;

/// <summary>
/// The registry that belongs to a state, rebuilt only when a CustomResourceDefinition changed. Used under the writers' lock.
/// </summary>
internal sealed class DefinitionCache
{
    private readonly Dictionary<string, (string Version, IReadOnlyList<ResourceDefinition> Resources)> _known = [];
    private ObjectSet? _from;
    private ResourceRegistry? _registry;

    public ResourceRegistry Current(StoreState state)
    {
        var definitions = state[CustomResources.Definitions];
        if (_registry is not null && ReferenceEquals(_from, definitions)) return _registry;
        var custom = definitions.Objects(null).SelectMany(Resources).ToList();
        _from = definitions;
        return _registry = new ResourceRegistry([.. BuiltInResources.All, .. custom]);
    }

    // A status write leaves the resources as they are, so objects that were decoded for them stay valid.
    private IReadOnlyList<ResourceDefinition> Resources(StoredObject definition)
    {
        var uid = definition.Json.Text("metadata", "uid")!;
        var version = $"{definition.Json.Integer("metadata", "generation")}/{Conditions.IsTrue(definition.Json, "Established")}";
        if (_known.TryGetValue(uid, out var known) && known.Version == version) return known.Resources;
        IReadOnlyList<ResourceDefinition> resources = [.. CustomResources.Of(definition.Json)];
        _known[uid] = (version, resources);
        return resources;
    }
}
