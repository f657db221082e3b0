using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Storage;

/// <summary>
/// All objects, one global revision, and the recent writes in order. Writers serialise themselves (one lock around read, decide and
/// commit); readers see only what is durable, and never wait.
/// </summary>
public sealed class Store : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StoreOptions _options;
    private readonly IJournal? _journal;
    private readonly Queue<(StoreState State, StoreEvent Write)> _pending = new();
    private readonly Dictionary<ResourceKey, EventWindow> _windows = [];
    private readonly Queue<StoreEvent> _undelivered = new();
    private long _windowStart;
    private bool _delivering;
    private volatile StoreState _published;

    /// <summary>A store that begins with a state, and hands its writes to a journal if there is one.</summary>
    public Store(StoreState? initial = null, IJournal? journal = null, StoreOptions? options = null,
        IEnumerable<StoreEvent>? history = null)
    {
        _options = options ?? new StoreOptions();
        _journal = journal;
        Latest = _published = initial ?? StoreState.Empty;
        var events = history?.ToList() ?? [];
        _windowStart = events.Count > 0 ? events[0].Revision - 1 : Latest.Revision;
        foreach (var write in events) Window(write.Key.Resource).Add(write);
    }

    /// <summary>Raised once per durable write, in order, outside all locks, by whichever writer's thread gets there first.</summary>
    public event Action<StoreEvent>? Committed;

    /// <summary>What readers see.</summary>
    public StoreState Published => _published;

    /// <summary>What writers build on; may be ahead of <see cref="Published"/> by writes that are being flushed.</summary>
    public StoreState Latest { get; private set; }

    /// <summary>The revision that the next write will have. Only meaningful under the writers' lock.</summary>
    public long NextRevision => Latest.Revision + 1;

    /// <summary>
    /// Stores an object as it is at <see cref="NextRevision"/>. Call under the writers' lock, then <see cref="Publish"/> outside it.
    /// </summary>
    public StoredObject Put(ObjectKey key, JsonObject json)
    {
        var previous = Latest.Find(key);
        var stored = Stamp(json);
        Commit(new StoreEvent(previous is null ? ClusterEventType.Added : ClusterEventType.Modified, key, stored, previous));
        return stored;
    }

    /// <summary>Removes an object; <paramref name="last"/> is its last state as watchers will see it.</summary>
    public StoredObject Remove(ObjectKey key, JsonObject last)
    {
        var stored = Stamp(last);
        Commit(new StoreEvent(ClusterEventType.Deleted, key, stored, Latest.Find(key)));
        return stored;
    }

    /// <summary>Returns when everything up to the revision is durable and visible to readers.</summary>
    public void Publish(long revision)
    {
        _journal?.WaitDurable(revision);
        lock (_gate)
        {
            while (_pending.TryPeek(out var next) && next.Write.Revision <= revision)
            {
                _pending.Dequeue();
                Window(next.Write.Key.Resource).Add(next.Write);
                _published = next.State;
                _undelivered.Enqueue(next.Write);
            }
        }

        Deliver();
    }

    /// <summary>The published writes to a resource after a revision; null when the window no longer reaches back that far.</summary>
    public IReadOnlyList<StoreEvent>? EventsAfter(ResourceKey resource, long revision, out long upTo, int max = int.MaxValue)
    {
        lock (_gate)
        {
            var events = Window(resource).After(revision, max);
            upTo = events is { Count: > 0 } && events.Count == max ? events[^1].Revision : _published.Revision;
            return events;
        }
    }

    /// <summary>A resource's objects as they were at a revision; null when the window no longer reaches back that far.</summary>
    public ObjectSet? At(ResourceKey resource, long revision)
    {
        lock (_gate)
        {
            var events = Window(resource).After(revision);
            return events?.Reverse().Aggregate(_published[resource], StoreState.Undo);
        }
    }

    /// <summary>Forgets all history, as compaction does: older watches and continue tokens get 410.</summary>
    public void ForgetHistory()
    {
        lock (_gate)
        {
            _windowStart = _published.Revision;
            foreach (var window in _windows.Values) window.Forget(_windowStart);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _journal?.Dispose();

    private StoredObject Stamp(JsonObject json)
    {
        json["metadata"]!["resourceVersion"] = NextRevision.ToString(CultureInfo.InvariantCulture);
        return new StoredObject(json, NextRevision, JsonText.Write(json));
    }

    private void Commit(StoreEvent write)
    {
        _journal?.Append(write);
        Latest = Latest.After(write);
        lock (_gate) _pending.Enqueue((Latest, write));
        _journal?.Committed(Latest);
    }

    // A handler may write; its own event is then queued here and delivered after the current one, so everyone sees one order.
    private void Deliver()
    {
        while (true)
        {
            StoreEvent? write;
            lock (_gate)
            {
                if (_delivering || !_undelivered.TryDequeue(out write)) return;
                _delivering = true;
            }

            try
            {
                Committed?.Invoke(write);
            }
            finally
            {
                lock (_gate) _delivering = false;
            }
        }
    }

    private EventWindow Window(ResourceKey resource)
    {
        if (!_windows.TryGetValue(resource, out var window))
            _windows[resource] = window = new EventWindow(_windowStart, _options.MaxEvents, _options.MaxEventBytes);
        return window;
    }
}
