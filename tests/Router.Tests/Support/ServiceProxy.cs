using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Modelwright.Router.Tests.Support;

/// <summary>
/// A Service in front of pods: each connection goes to one endpoint of the moment and stays there, however the endpoints change. Without
/// endpoints a connection is refused, as kube-proxy refuses it.
/// </summary>
public sealed class ServiceProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> running = [];
    private readonly IPEndPoint address;
    private readonly Lock gate = new();
    private ImmutableArray<Uri> endpoints = [];
    private TcpListener? listener;
    private int next;

    public ServiceProxy()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        address = (IPEndPoint)free.LocalEndpoint;
    }

    public Uri Url => new($"http://{address}");

    public void SetEndpoints(params Uri[] urls)
    {
        lock (gate)
        {
            endpoints = [.. urls];
            if (urls.Length > 0 && listener is null)
            {
                listener = new TcpListener(address);
                listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
                listener.Start();
                running.Add(AcceptAsync(listener));
            }
            else if (urls.Length == 0 && listener is not null)
            {
                listener.Stop();
                listener = null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        SetEndpoints();
        await stop.CancelAsync();
        Task[] all;
        lock (gate) all = [.. running];
        await Task.WhenAll(all);
        stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                var client = await from.AcceptSocketAsync(stop.Token);
                lock (gate) running.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (
            e is SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var near = client;
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        if (!await ConnectAsync(far))
        {
            near.LingerState = new LingerOption(true, 0);
            return;
        }

        await Task.WhenAll(PumpAsync(near, far), PumpAsync(far, near));
    }

    // An endpoint that refuses is passed over; a real Service would refuse the client, which no proxy can do once it has accepted.
    private async Task<bool> ConnectAsync(Socket far)
    {
        var targets = endpoints;
        var first = (uint)Interlocked.Increment(ref next);
        for (var i = 0u; i < targets.Length; i++)
            try
            {
                var target = targets[(int)((first + i) % (uint)targets.Length)];
                await far.ConnectAsync(target.Host, target.Port, stop.Token);
                return true;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
            }

        return false;
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16_384];
        try
        {
            while (await from.ReceiveAsync(buffer, stop.Token) is > 0 and var read)
                await to.SendAsync(buffer.AsMemory(0, read), stop.Token);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A reset is passed on as a reset: both ends are closed by the owner.
            from.Close(0);
            to.Close(0);
        }
    }
}
