using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Modelwright.LocalCluster.Services;

/// <summary>
/// One address and port of a Service. It listens only while there are targets, so that a Service without endpoints refuses connections,
/// as it would in any cluster. Connections that exist go on when their target leaves.
/// </summary>
internal sealed class ProxyListener(IPEndPoint address, TimeProvider time) : IDisposable
{
    private const int Backlog = 512;
    private const int MaxConnections = 10_000;

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<ProxiedConnection, bool> connections = new();
    private ImmutableArray<IPEndPoint> targets = [];
    private Socket? listener;
    private int turn;
    private bool disposed;

    public IPEndPoint Address => address;

    public int Connections => connections.Count;

    /// <summary>Replaces the targets of new connections.</summary>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    public void SetTargets(ImmutableArray<IPEndPoint> next)
    {
        lock (gate)
        {
            if (disposed) return;
            targets = next;
            if (next.Length == 0)
            {
                listener?.Dispose();
                listener = null;
            }
            else if (listener is null)
            {
                Listen();
            }
        }
    }

    /// <summary>The targets, starting at the one whose turn it is.</summary>
    public IEnumerable<IPEndPoint> NextTargets()
    {
        ImmutableArray<IPEndPoint> now;
        lock (gate) now = targets;
        var start = (uint)Interlocked.Increment(ref turn);
        for (var i = 0u; i < now.Length; i++) yield return now[(int)((start + i) % now.Length)];
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            targets = [];
            listener?.Dispose();
            listener = null;
        }

        foreach (var connection in connections.Keys) connection.Dispose();
    }

    private void Listen()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(address);
            socket.Listen(Backlog);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        listener = socket;
        _ = AcceptAsync(socket);
    }

    private async Task AcceptAsync(Socket socket)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await socket.AcceptAsync();
            }
            catch (SocketException failure) when (failure.SocketErrorCode is SocketError.TooManyOpenSockets
                or SocketError.NoBufferSpaceAvailable or SocketError.ConnectionReset)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), time);
                continue;
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var connection = new ProxiedConnection(client, time);
        connections[connection] = true;
        try
        {
            if (connections.Count > MaxConnections || disposed) connection.Reset();
            else await connection.RunAsync(NextTargets);
        }
        finally
        {
            connections.TryRemove(connection, out _);
        }
    }
}
