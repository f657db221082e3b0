namespace Modelwright.LocalCluster.Storage;

/// <summary>The latest writes to one resource, bounded by count and size. Not thread-safe: the store guards it.</summary>
internal sealed class EventWindow(long start, int maxEvents, long maxBytes)
{
    /// <summary>A window keeps at least this many events, however large they are.</summary>
    private const int MinEvents = 32;

    private readonly List<StoreEvent> _events = [];
    private int _first;
    private long _bytes;

    /// <summary>Events after this revision are all here; older ones may be missing.</summary>
    public long Start { get; private set; } = start;

    public void Add(StoreEvent write)
    {
        _events.Add(write);
        _bytes += write.Object.Utf8.Length;
        while (Count > maxEvents || (_bytes > maxBytes && Count > MinEvents)) DropFirst();
        if (_first > 256 && _first > _events.Count / 2)
        {
            _events.RemoveRange(0, _first);
            _first = 0;
        }
    }

    /// <summary>The events after a revision, oldest first, at most <paramref name="max"/>; null when some are already forgotten.</summary>
    public IReadOnlyList<StoreEvent>? After(long revision, int max = int.MaxValue)
    {
        if (revision < Start) return null;
        int low = _first, high = _events.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_events[middle].Revision <= revision) low = middle + 1;
            else high = middle;
        }

        return _events.GetRange(low, Math.Min(max, _events.Count - low));
    }

    /// <summary>Forgets all events up to a revision.</summary>
    public void Forget(long revision)
    {
        while (Count > 0 && _events[_first].Revision <= revision) DropFirst();
        Start = Math.Max(Start, revision);
    }

    private int Count => _events.Count - _first;

    private void DropFirst()
    {
        var dropped = _events[_first];
        _events[_first++] = null!;
        _bytes -= dropped.Object.Utf8.Length;
        Start = dropped.Revision;
    }
}
