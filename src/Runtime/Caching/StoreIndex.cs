using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Caching;

/// <summary>Keys by some value of the object, in order.</summary>
internal sealed class StoreIndex
{
    private static readonly SortedSet<ObjectKey> None = [];
    private readonly Dictionary<string, SortedSet<ObjectKey>> keys = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ObjectKey> Find(string value) => keys.GetValueOrDefault(value, None);

    public void Add(string value, ObjectKey key)
    {
        if (!keys.TryGetValue(value, out var set)) keys[value] = set = [];
        set.Add(key);
    }

    public void Remove(string value, ObjectKey key)
    {
        if (!keys.TryGetValue(value, out var set)) return;
        set.Remove(key);
        if (set.Count == 0) keys.Remove(value);
    }
}
