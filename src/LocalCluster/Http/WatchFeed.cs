using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Watching;

namespace Modelwright.LocalCluster.Http;

/// <summary>
/// One in-process watch, as a simulation holds it. Unless held, an event reaches a waiting reader during the write that made it, on the
/// writer's thread.
/// </summary>
public sealed class WatchFeed : IDisposable
{
    private readonly WatchSession _session;
    private readonly Lock _gate = new();
    private TaskCompletionSource<ReadOnlyMemory<byte>>? _reader;
    private Exception? _failure;
    private bool _held;
    private int _allowed;

    internal WatchFeed(WatchSession session)
    {
        _session = session;
        session.Woken += Offer;
    }

    /// <summary>While true, frames wait until <see cref="Deliver"/> lets them through.</summary>
    public bool Held
    {
        get => _held;
        set
        {
            _held = value;
            Offer();
        }
    }

    /// <summary>Whether the reader waits for a frame.</summary>
    public bool ReaderWaits { get { lock (_gate) return _reader is not null; } }

    /// <summary>Whether the watch is over for its reader.</summary>
    public bool Ended { get; private set; }

    /// <summary>Lets frames through a held watch; they may come later.</summary>
    public void Deliver(int frames = 1)
    {
        lock (_gate) _allowed += frames;
        Offer();
    }

    /// <summary>Ends the watch as a server does: with an <c>ERROR</c> event, or silently as by timeout.</summary>
    public void Close(ApiException? status = null)
    {
        _session.Close(status);
        Held = false;
    }

    /// <summary>Breaks the connection: the reader gets an error, undelivered frames are lost to it.</summary>
    public void Break()
    {
        lock (_gate) _failure = new IOException("the connection was broken");
        Offer();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Ended = true;
        _session.Woken -= Offer;
        _session.Dispose();
        TaskCompletionSource<ReadOnlyMemory<byte>>? reader;
        lock (_gate) (reader, _reader) = (_reader, null);
        reader?.TrySetResult(default);
    }

    /// <summary>The next frame; empty at the end.</summary>
    internal ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken stop)
    {
        TaskCompletionSource<ReadOnlyMemory<byte>> reader;
        lock (_gate)
        {
            if (_failure is not null) return ValueTask.FromException<ReadOnlyMemory<byte>>(_failure);
            if (TryTake(out var frame)) return ValueTask.FromResult(frame);
            reader = _reader = new TaskCompletionSource<ReadOnlyMemory<byte>>();
        }

        return new ValueTask<ReadOnlyMemory<byte>>(stop.CanBeCanceled ? WaitAsync(reader, stop) : reader.Task);
    }

    private static async Task<ReadOnlyMemory<byte>> WaitAsync(TaskCompletionSource<ReadOnlyMemory<byte>> reader, CancellationToken stop)
    {
        using var registration = stop.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource<ReadOnlyMemory<byte>>)state!).TrySetCanceled(token), reader);
        return await reader.Task;
    }

    private void Offer()
    {
        TaskCompletionSource<ReadOnlyMemory<byte>>? reader;
        ReadOnlyMemory<byte> frame = default;
        Exception? failure;
        lock (_gate)
        {
            failure = _failure;
            if (_reader is null || (failure is null && !TryTake(out frame))) return;
            (reader, _reader) = (_reader, null);
        }

        if (failure is not null) reader.TrySetException(failure);
        else reader.TrySetResult(frame);
    }

    // True with a frame, or with nothing when the watch has ended.
    private bool TryTake(out ReadOnlyMemory<byte> frame)
    {
        frame = default;
        if (_held && _allowed == 0) return false;
        if (_session.TryRead(out frame))
        {
            if (_held) _allowed--;
            return true;
        }

        return Ended = Ended || _session.Ended;
    }
}
