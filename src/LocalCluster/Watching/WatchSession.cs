using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Watching;

/// <summary>
/// One open watch. It pulls from the store's event window at its reader's pace: a slow reader never loses an event, it gets 410 when the
/// window has moved past it. One reader at a time.
/// </summary>
public sealed class WatchSession : IDisposable
{
    private const int EventsPerRead = 64;

    private readonly Store _store;
    private readonly WatchPlan _plan;
    private readonly WatchHub _hub;
    private readonly Queue<ReadOnlyMemory<byte>> _frames = new();
    private readonly ITimer? _deadline;
    private readonly ITimer? _bookmarks;
    private readonly Lock _gate = new();
    private TaskCompletionSource<bool>? _waiter;
    private long _position;
    private bool _bookmarkDue;
    private bool _expiring;
    private bool _ended;

    internal WatchSession(Store store, WatchHub hub, WatchPlan plan, TimeProvider clock, IEnumerable<ReadOnlyMemory<byte>> initial)
    {
        _store = store;
        _hub = hub;
        _plan = plan;
        _position = plan.After;
        foreach (var frame in initial) _frames.Enqueue(frame);
        _deadline = clock.CreateTimer(_ => Wake(() => _expiring = true), null, plan.Timeout, Timeout.InfiniteTimeSpan);
        if (plan.Bookmarks)
            _bookmarks = clock.CreateTimer(_ => Wake(() => _bookmarkDue = true), null, plan.BookmarkInterval, plan.BookmarkInterval);
    }

    /// <summary>Raised, outside all locks, when there may be something to read.</summary>
    internal event Action? Woken;

    /// <summary>The watched collection.</summary>
    public ResourceKey Resource => _plan.Resource.Storage;

    /// <summary>The resource in the version that is watched.</summary>
    public ResourceDefinition Served => _plan.Resource;

    /// <summary>Events up to this revision were handed to the reader.</summary>
    public long Position => _position;

    /// <summary>Whether no frame will come any more.</summary>
    public bool Ended { get { lock (_gate) return _ended && _frames.Count == 0; } }

    /// <summary>Takes the next frame (one line of JSON) if there is one now.</summary>
    public bool TryRead(out ReadOnlyMemory<byte> frame)
    {
        lock (_gate)
        {
            while (_frames.Count == 0 && !_ended && Pull())
            {
            }

            return _frames.TryDequeue(out frame);
        }
    }

    /// <summary>Completes with true when <see cref="TryRead"/> is worth calling, with false when the watch has ended.</summary>
    /// <param name="inline">Whether the reader continues on the thread that commits the write; needs a single-threaded host.</param>
    /// <param name="stop">Ends the waiting.</param>
    public async ValueTask<bool> WaitAsync(bool inline, CancellationToken stop)
    {
        TaskCompletionSource<bool> waiter;
        lock (_gate)
        {
            while (_frames.Count == 0 && !_ended && Pull())
            {
            }

            if (_frames.Count > 0) return true;
            if (_ended) return false;
            if (_waiter is null or { Task.IsCompleted: true })
                _waiter = new TaskCompletionSource<bool>(
                    inline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
            waiter = _waiter;
        }

        await using var registration = stop.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<bool>)state!).TrySetCanceled(token), waiter);
        return await waiter.Task;
    }

    /// <summary>Ends the watch from the server's side; frames already made are still handed out.</summary>
    /// <param name="status">A last <c>ERROR</c> event, or null to end as a timeout does.</param>
    public void Close(ApiException? status = null) => Wake(() =>
    {
        if (_ended) return;
        // What was written before the end still belongs to the watch.
        while (!_ended && Pull())
        {
        }

        if (status is not null) _frames.Enqueue(WatchFrame.Error(status));
        _ended = true;
    });

    /// <inheritdoc />
    public void Dispose()
    {
        _deadline?.Dispose();
        _bookmarks?.Dispose();
        _hub.Remove(this);
        Wake(() => _ended = true);
    }

    /// <summary>Says that something may have happened.</summary>
    internal void Wake(Action? change = null)
    {
        TaskCompletionSource<bool>? waiter;
        lock (_gate)
        {
            change?.Invoke();
            while (_frames.Count == 0 && !_ended && Pull())
            {
            }

            // A write that the selectors hide wakes nobody.
            if (_frames.Count == 0 && !_ended) return;
            waiter = _waiter;
            _waiter = null;
        }

        waiter?.TrySetResult(true);
        Woken?.Invoke();
    }

    // Moves events, a due bookmark or the end into the frames; false when there is nothing to move.
    private bool Pull()
    {
        var events = _store.EventsAfter(Resource, _position, out var upTo, EventsPerRead);
        if (events is null)
        {
            _frames.Enqueue(WatchFrame.Error(ApiErrors.Expired($"too old resource version: {_position}")));
            _ended = true;
            return true;
        }

        foreach (var write in events)
        {
            if (_plan.Frame(write) is { } frame) _frames.Enqueue(frame);
        }

        _position = upTo;
        if (events.Count > 0) return true;
        if ((_bookmarkDue || _expiring) && _plan.Bookmarks)
        {
            _frames.Enqueue(_plan.Bookmark(_position));
            _bookmarkDue = false;
        }

        if (_expiring) _ended = true;
        return false;
    }
}
