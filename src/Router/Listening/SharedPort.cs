using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace Modelwright.Router.Listening;

/// <summary>
/// One port for HTTP/1.1 and HTTP/2 in cleartext, and for TLS. Kestrel of .NET 10 speaks one of them on a port; this port looks at a
/// connection's first bytes and hands it to one of three Kestrel endpoints. HTTP/2 with prior knowledge begins with a preface that no
/// HTTP/1.1 request can begin with (RFC 9113 section 3.4); TLS begins with a record of type handshake (22, RFC 8446 section 5.1).
/// </summary>
public sealed class SharedPort(IPEndPoint address, TimeSpan firstBytesTimeout, TimeProvider clock) : IDisposable
{
    private const int MaxWaiting = 1_024;
    private const byte Handshake = 22;
    private static ReadOnlySpan<byte> Preface => "PRI "u8;

    private readonly Channel<ConnectionContext> http1 = Channel.CreateBounded<ConnectionContext>(MaxWaiting);
    private readonly Channel<ConnectionContext> http2 = Channel.CreateBounded<ConnectionContext>(MaxWaiting);
    private readonly Channel<ConnectionContext> tls = Channel.CreateBounded<ConnectionContext>(MaxWaiting);
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private IConnectionListener? listener;
    private bool disposed;
    private Task accepting = Task.CompletedTask;

    /// <summary>Where Kestrel is to serve HTTP/1.1.</summary>
    public SharedPortEndPoint Http1 => new(this, "HTTP/1.1");

    /// <summary>Where Kestrel is to serve HTTP/2.</summary>
    public SharedPortEndPoint Http2 => new(this, "HTTP/2");

    /// <summary>Where Kestrel is to serve TLS.</summary>
    public SharedPortEndPoint Tls => new(this, "TLS");

    /// <summary>The address asked for.</summary>
    public IPEndPoint Address => address;

    /// <summary>The address in use, once bound.</summary>
    public IPEndPoint? Bound => listener?.EndPoint as IPEndPoint;

    /// <inheritdoc />
    public void Dispose() => stop.Dispose();

    internal ChannelReader<ConnectionContext> Connections(SharedPortEndPoint part) =>
        (part.Protocol == Tls.Protocol ? tls : part.Protocol == Http2.Protocol ? http2 : http1).Reader;

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
        tls.Writer.TryComplete();
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
            var target = await TargetAsync(connection, either.Token);
            if (target.Writer.TryWrite(connection)) return;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            // Nothing came in time, or the client went away: closed below.
        }

        await connection.DisposeAsync();
    }

    private async ValueTask<Channel<ConnectionContext>> TargetAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var answer = TargetOf(result.Buffer);
            // Nothing is consumed: Kestrel reads the same bytes again.
            if (answer is not null || result.IsCompleted)
            {
                input.AdvanceTo(result.Buffer.Start);
                return answer ?? http1;
            }

            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>Null while there are too few bytes to tell.</summary>
    private Channel<ConnectionContext>? TargetOf(System.Buffers.ReadOnlySequence<byte> buffer)
    {
        Span<byte> first = stackalloc byte[4];
        var length = (int)Math.Min(first.Length, buffer.Length);
        System.Buffers.BuffersExtensions.CopyTo(buffer.Slice(0, length), first);
        if (length > 0 && first[0] == Handshake) return tls;
        if (!first[..length].SequenceEqual(Preface[..length])) return http1;
        return length == Preface.Length ? http2 : null;
    }
}
