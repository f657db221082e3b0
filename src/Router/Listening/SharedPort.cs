using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Modelwright.Router.Listening;

/// <summary>
/// One cleartext port for HTTP/1.1 and HTTP/2. Kestrel of .NET 10 speaks one or the other on a port without TLS; this port looks at a
/// connection's first bytes and hands it to one of two Kestrel endpoints. HTTP/2 with prior knowledge begins with a preface that no
/// HTTP/1.1 request can begin with (RFC 9113 section 3.4).
/// </summary>
public sealed class SharedPort(IPEndPoint address, TimeSpan firstBytesTimeout, TimeProvider clock) : IDisposable
{
    private const int MaxWaiting = 1_024;
    private static ReadOnlySpan<byte> Preface => "PRI "u8;

    private readonly Channel<ConnectionContext> http1 = Channel.CreateBounded<ConnectionContext>(MaxWaiting);
    private readonly Channel<ConnectionContext> http2 = Channel.CreateBounded<ConnectionContext>(MaxWaiting);
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private IConnectionListener? listener;
    private bool disposed;
    private Task accepting = Task.CompletedTask;

    /// <summary>Where Kestrel is to serve HTTP/1.1.</summary>
    public SharedPortEndPoint Http1 => new(this, "HTTP/1.1");

    /// <summary>Where Kestrel is to serve HTTP/2.</summary>
    public SharedPortEndPoint Http2 => new(this, "HTTP/2");

    /// <summary>The address asked for.</summary>
    public IPEndPoint Address => address;

    /// <summary>The address in use, once bound.</summary>
    public IPEndPoint? Bound => listener?.EndPoint as IPEndPoint;

    /// <inheritdoc />
    public void Dispose() => stop.Dispose();

    internal ChannelReader<ConnectionContext> Connections(SharedPortEndPoint half) =>
        half.Protocol == Http2.Protocol ? http2.Reader : http1.Reader;

    internal async ValueTask BindAsync(IConnectionListenerFactory sockets, CancellationToken cancellationToken)
    {
        if (listener is not null) return;
        listener = await sockets.BindAsync(address, cancellationToken);
        accepting = AcceptAsync(listener);
    }

    internal async ValueTask UnbindAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (stop.IsCancellationRequested) return;
            stop.Cancel();
        }

        if (listener is not null) await listener.UnbindAsync(cancellationToken);
        await accepting;
        http1.Writer.TryComplete();
        http2.Writer.TryComplete();
    }

    // Not before the last connection has ended: they take their memory from the listener's pool.
    internal async ValueTask DisposeListenerAsync()
    {
        await UnbindAsync(CancellationToken.None);
        if (Interlocked.Exchange(ref disposed, true) || listener is null) return;
        await listener.DisposeAsync();
    }

    private async Task AcceptAsync(IConnectionListener from)
    {
        while (await from.AcceptAsync() is { } connection) _ = HandOverAsync(connection);
    }

    private async Task HandOverAsync(ConnectionContext connection)
    {
        try
        {
            using var deadline = new CancellationTokenSource(firstBytesTimeout, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop.Token);
            var target = await IsHttp2Async(connection, either.Token) ? http2 : http1;
            if (target.Writer.TryWrite(connection)) return;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            // Nothing came in time, or the client went away: closed below.
        }

        await connection.DisposeAsync();
    }

    private static async ValueTask<bool> IsHttp2Async(ConnectionContext connection, CancellationToken cancellationToken)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var answer = StartsWithPreface(result.Buffer);
            // Nothing is consumed: Kestrel reads the same bytes again.
            if (answer is not null || result.IsCompleted)
            {
                input.AdvanceTo(result.Buffer.Start);
                return answer ?? false;
            }

            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static bool? StartsWithPreface(System.Buffers.ReadOnlySequence<byte> buffer)
    {
        Span<byte> first = stackalloc byte[4];
        var length = (int)Math.Min(first.Length, buffer.Length);
        System.Buffers.BuffersExtensions.CopyTo(buffer.Slice(0, length), first);
        if (!first[..length].SequenceEqual(Preface[..length])) return false;
        return length == Preface.Length ? true : null;
    }
}
