using System.Net;
using System.Net.Sockets;
using Modelwright.Router.Settings;

namespace Modelwright.Router.Forwarding;

/// <summary>
/// The connections to all backends. Pooled connections are given up after a short life, so that they follow the Service's endpoints, and
/// after a shorter idleness than any server's, so that they are seldom closed under a request. A repeated request goes over a connection of
/// its own: when one pooled connection proves dead, its neighbours often are too.
/// </summary>
public sealed class BackendClients : IDisposable
{
    private readonly TimeSpan connectTimeout;
    private readonly TimeProvider clock;

    /// <summary>Makes both clients; no connection is opened yet.</summary>
    public BackendClients(RouterOptions options, TimeProvider clock)
    {
        this.clock = clock;
        connectTimeout = options.ConnectTimeout;
        Pooled = new HttpMessageInvoker(Handler(options.ConnectionLifetime, options.ConnectionIdleTimeout));
        Fresh = new HttpMessageInvoker(Handler(TimeSpan.Zero, TimeSpan.Zero));
    }

    /// <summary>Reuses connections.</summary>
    public HttpMessageInvoker Pooled { get; }

    /// <summary>Opens a connection for each request.</summary>
    public HttpMessageInvoker Fresh { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        Pooled.Dispose();
        Fresh.Dispose();
    }

    private SocketsHttpHandler Handler(TimeSpan lifetime, TimeSpan idle) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        EnableMultipleHttp2Connections = true,
        PooledConnectionLifetime = lifetime,
        PooledConnectionIdleTimeout = idle,
        ConnectTimeout = connectTimeout + connectTimeout,
        // The client's own trace context passes through unchanged; the router adds no span.
        ActivityHeadersPropagator = null,
        ConnectCallback = ConnectAsync,
    };

    // Connecting is done here so that "nothing was sent" has an exception type of its own instead of being guessed from messages.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var deadline = new CancellationTokenSource(connectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, either.Token);
            // The handler asks for it later, outside of what it expects to fail: a connection that was reset at once throws, though nothing
            // was sent. Asked here it is known from then on, or there was no connection.
            _ = socket.RemoteEndPoint;
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new BackendConnectException(e.Message, e);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested)
        {
            socket.Dispose();
            throw new BackendConnectException($"no connection within {connectTimeout.TotalSeconds} s", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
