using System.Collections.Immutable;

namespace Modelwright.LocalCluster.Storage;

/// <summary>The objects of one resource, ordered by namespace and name. Immutable, so a reader keeps a consistent view for free.</summary>
public sealed class ObjectSet
{
    private static readonly ImmutableSortedDictionary<string, StoredObject> NoObjects =
        ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);

    private readonly ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, StoredObject>> _namespaces;

    private ObjectSet(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, StoredObject>> namespaces, int count)
    {
        _namespaces = namespaces;
        Count = count;
    }

    /// <summary>The collection without objects.</summary>
    public static ObjectSet Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, StoredObject>>(StringComparer.Ordinal), 0);

    /// <summary>How many objects there are, in all namespaces.</summary>
    public int Count { get; }

    /// <summary>The object, or null.</summary>
    public StoredObject? Find(string @namespace, string name) =>
        _namespaces.TryGetValue(@namespace, out var objects) && objects.TryGetValue(name, out var found) ? found : null;

    /// <summary>All objects, or those of one namespace.</summary>
    public IEnumerable<StoredObject> Objects(string? @namespace) =>
        @namespace is null ? _namespaces.Values.SelectMany(objects => objects.Values)
        : _namespaces.TryGetValue(@namespace, out var one) ? one.Values
        : [];

    /// <summary>All objects with their namespaces and names.</summary>
    public IEnumerable<(string Namespace, string Name, StoredObject Object)> Entries() =>
        _namespaces.SelectMany(part => part.Value.Select(entry => (part.Key, entry.Key, entry.Value)));

    /// <summary>A copy with the object added or replaced.</summary>
    public ObjectSet With(string @namespace, string name, StoredObject value)
    {
        var objects = _namespaces.GetValueOrDefault(@namespace, NoObjects);
        var added = objects.ContainsKey(name) ? 0 : 1;
        return new(_namespaces.SetItem(@namespace, objects.SetItem(name, value)), Count + added);
    }

    /// <summary>A copy without the object.</summary>
    public ObjectSet Without(string @namespace, string name)
    {
        if (!_namespaces.TryGetValue(@namespace, out var objects) || !objects.ContainsKey(name)) return this;
        var rest = objects.Remove(name);
        return new(rest.IsEmpty ? _namespaces.Remove(@namespace) : _namespaces.SetItem(@namespace, rest), Count - 1);
    }
}
