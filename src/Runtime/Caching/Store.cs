using System.Text.Json;
using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Api;

namespace Modelwright.Runtime.Caching;

/// <summary>
/// The cached objects of one kind. An object that its type cannot represent is kept as JSON only: typed readers do not see it,
/// the executor does, so it is not created again.
/// </summary>
internal sealed class Store<T>(Func<KubeObject, T> read, ILogger logger) : IStore<T> where T : class
{
    private readonly SortedDictionary<ObjectKey, Entry> entries = [];
    private readonly StoreIndex byOwner = new();
    private readonly Dictionary<string, (Func<T, IEnumerable<string>> Values, StoreIndex Index)> indexes = [];
    private readonly List<Action<StoreChange<T>>> handlers = [];

    /// <summary>Called for every object that leaves the store.</summary>
    public Action<ObjectKey>? Gone { get; set; }

    public bool Synced { get; private set; }

    public int Count => entries.Count;

    public IEnumerable<KubeObject> Objects => entries.Values.Select(entry => entry.Object);

    /// <summary>Handlers run in the order they were added, on the pump, after the store has changed.</summary>
    public void Subscribe(Action<StoreChange<T>> handler) => handlers.Add(handler);

    public void AddIndex(string name, Func<T, IEnumerable<string>> values)
    {
        if (entries.Count > 0 || !indexes.TryAdd(name, (values, new StoreIndex())))
            throw new InvalidOperationException($"index '{name}' of {typeof(T).Name}: declare it once, before the operator starts");
    }

    public T? Get(ObjectKey key) => entries.GetValueOrDefault(key)?.Value;

    public KubeObject? GetObject(ObjectKey key) => entries.GetValueOrDefault(key)?.Object;

    public IReadOnlyList<T> List(string? @namespace = null)
    {
        var found = new List<T>();
        foreach (var (key, entry) in entries)
            if (entry.Value is { } value && (@namespace is null || key.Namespace == @namespace)) found.Add(value);
        return found;
    }

    public IReadOnlyList<T> OwnedBy(string ownerUid) => Values(byOwner.Find(ownerUid));

    public IEnumerable<KubeObject> ObjectsOwnedBy(string ownerUid) => byOwner.Find(ownerUid).Select(key => entries[key].Object);

    public IReadOnlyList<T> InIndex(string index, string value) =>
        indexes.TryGetValue(index, out var found)
            ? Values(found.Index.Find(value))
            : throw new ArgumentException($"{typeof(T).Name} has no index '{index}'; declare it with AddIndex");

    /// <summary>Takes over a complete list; what is not in it is gone, even if no event said so.</summary>
    public void Replace(IReadOnlyCollection<KubeObject> objects)
    {
        var initial = !Synced;
        var listed = objects.Select(item => item.Key).ToHashSet();
        var gone = entries.Keys.Where(key => !listed.Contains(key)).ToList();
        // Handlers ask the store what belongs together, so they are called when it is complete.
        var changes = gone.Select(Take).Concat(objects.Select(item => Put(item, initial))).OfType<StoreChange<T>>().ToList();
        Synced = true;
        changes.ForEach(Notify);
    }

    public void Upsert(KubeObject item)
    {
        if (Put(item, initial: false) is { } change) Notify(change);
    }

    public void Remove(ObjectKey key)
    {
        if (Take(key) is { } change) Notify(change);
    }

    private StoreChange<T>? Take(ObjectKey key)
    {
        if (!entries.Remove(key, out var entry)) return null;
        Unindex(key, entry);
        Gone?.Invoke(key);
        return new StoreChange<T>(key, entry.Value, null, entry.Object.Controller, null, Initial: false);
    }

    private StoreChange<T>? Put(KubeObject item, bool initial)
    {
        var before = entries.GetValueOrDefault(item.Key);
        if (before is not null && before.Object.ResourceVersion == item.ResourceVersion && before.Object.Uid == item.Uid) return null;
        var after = new Entry(item, TryRead(item));
        if (before is not null) Unindex(item.Key, before);
        entries[item.Key] = after;
        if (item.Controller?.Uid is { } owner) byOwner.Add(owner, item.Key);
        if (after.Value is { } value)
            foreach (var (values, index) in indexes.Values)
                foreach (var text in values(value)) index.Add(text, item.Key);
        return new StoreChange<T>(item.Key, before?.Value, after.Value, before?.Object.Controller, item.Controller, initial);
    }

    private void Unindex(ObjectKey key, Entry entry)
    {
        if (entry.Object.Controller?.Uid is { } owner) byOwner.Remove(owner, key);
        if (entry.Value is not { } value) return;
        foreach (var (values, index) in indexes.Values)
            foreach (var text in values(value)) index.Remove(text, key);
    }

    private T? TryRead(KubeObject item)
    {
        try
        {
            return read(item);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or FormatException or ArgumentException)
        {
            logger.LogError("{Kind} {Key} cannot be read and is left alone: {Message}", typeof(T).Name, item.Key, error.Message);
            return null;
        }
    }

    private void Notify(StoreChange<T> change)
    {
        foreach (var handler in handlers)
            try
            {
                handler(change);
            }
            catch (Exception error)
            {
                // A fault in one controller's mapping must not cost the others their events.
                logger.LogError(error, "a watch mapping failed on {Kind} {Key}", typeof(T).Name, change.Key);
            }
    }

    private List<T> Values(IEnumerable<ObjectKey> keys) => [.. keys.Select(key => entries[key].Value).OfType<T>()];

    private sealed record Entry(KubeObject Object, T? Value);
}
