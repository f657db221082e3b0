using System.Collections.Immutable;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Storage;

/// <summary>Everything stored at one revision. Immutable.</summary>
/// <param name="Revision">The revision of the last write.</param>
/// <param name="Collections">The objects by resource.</param>
public sealed record StoreState(long Revision, ImmutableDictionary<ResourceKey, ObjectSet> Collections)
{
    /// <summary>Nothing stored. Revisions start at 1, so that 0 keeps its meaning of "any".</summary>
    public static StoreState Empty { get; } = new(1, ImmutableDictionary<ResourceKey, ObjectSet>.Empty);

    /// <summary>The collection of a resource.</summary>
    public ObjectSet this[ResourceKey resource] => Collections.GetValueOrDefault(resource, ObjectSet.Empty);

    /// <summary>The object, or null.</summary>
    public StoredObject? Find(ObjectKey key) => this[key.Resource].Find(key.Namespace, key.Name);

    /// <summary>The state after one write.</summary>
    public StoreState After(StoreEvent write) => new(
        write.Revision,
        Collections.SetItem(write.Key.Resource, Apply(this[write.Key.Resource], write)));

    /// <summary>The same collection with a write taken back.</summary>
    public static ObjectSet Undo(ObjectSet collection, StoreEvent write) =>
        write.Previous is { } previous
            ? collection.With(write.Key.Namespace, write.Key.Name, previous)
            : collection.Without(write.Key.Namespace, write.Key.Name);

    private static ObjectSet Apply(ObjectSet collection, StoreEvent write) =>
        write.Type == ClusterEventType.Deleted
            ? collection.Without(write.Key.Namespace, write.Key.Name)
            : collection.With(write.Key.Namespace, write.Key.Name, write.Object);
}
