using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Controllers;

/// <summary>
/// Read-your-writes: a key that wrote something is not reconciled again before the caches show it (or 5 minutes have passed), so no
/// decision is made on a state from before the last one. The API server answers a write at once, but its watch events come when they come.
/// </summary>
internal sealed class ConsistencyTracker<TKey>(CacheSet caches, TimeProvider time) where TKey : notnull
{
    /// <summary>
    /// After this time the key goes on regardless. By then a silent watch has been given up and opened anew, whatever the backoff was; to
    /// go on earlier would mean to decide on what is known to be old, and so to route to pods that were scaled away.
    /// </summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Dictionary<TKey, Dictionary<(ResourceType Type, ObjectKey Key), Awaited>> awaited = [];

    /// <summary>The log for the writes of one key.</summary>
    public IWriteLog LogOf(TKey key) => new Log(this, key);

    /// <summary>How much longer at most the key has to wait: null when the caches show all its writes.</summary>
    public TimeSpan? Pending(TKey key, out bool gaveUp)
    {
        gaveUp = false;
        if (!awaited.TryGetValue(key, out var writes)) return null;
        foreach (var (target, write) in writes.ToList())
            if (IsVisible(target.Type, target.Key, write)) writes.Remove(target);
        if (writes.Count > 0)
        {
            var left = Limit - time.GetElapsedTime(writes.Values.Max(write => write.At));
            if (left > TimeSpan.Zero) return left;
            gaveUp = true;
        }

        awaited.Remove(key);
        return null;
    }

    /// <summary>The caches show all writes of the key.</summary>
    public bool IsCaughtUp(TKey key) =>
        !awaited.TryGetValue(key, out var writes) || writes.All(write => IsVisible(write.Key.Type, write.Key.Key, write.Value));

    private bool IsVisible(ResourceType type, ObjectKey key, Awaited write)
    {
        var informer = caches.Find(type);
        var cached = informer.Find(key);
        if (write.Version is null) return cached is null || cached.Uid != write.Uid || cached.Deleting;
        return ResourceVersions.Includes(informer.ObservedVersion, write.Version) || cached?.ResourceVersion == write.Version;
    }

    private void Add(TKey key, ResourceType type, ObjectKey target, string uid, string? version)
    {
        if (!awaited.TryGetValue(key, out var writes)) awaited[key] = writes = [];
        writes[(type, target)] = new Awaited(uid, version, time.GetTimestamp());
    }

    private sealed record Awaited(string Uid, string? Version, long At);

    private sealed class Log(ConsistencyTracker<TKey> tracker, TKey key) : IWriteLog
    {
        public void Wrote(ResourceType type, KubeObject written) =>
            tracker.Add(key, type, written.Key, written.Uid, written.ResourceVersion);

        public void Deleted(ResourceType type, ObjectKey target, string uid) => tracker.Add(key, type, target, uid, null);
    }
}
