using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace Modelwright.LocalCluster.Services;

/// <summary>One client connection and its way to a pod: bytes both ways, each direction closed when its sender closes it.</summary>
internal sealed class ProxiedConnection(Socket client, TimeProvider time) : IDisposable
{
    private const int BufferBytes = 32 * 1024;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private Socket? pod;
    private volatile bool disposed;

    /// <summary>Connects to the first target that answers and copies until both sides are done.</summary>
    public async Task RunAsync(Func<IEnumerable<IPEndPoint>> targets)
    {
        pod = await ConnectAsync(targets);
        if (pod is null || disposed)
        {
            Reset();
            return;
        }

        Prepare(client);
        Prepare(pod);
        var forth = CopyAsync(client, pod);
        var back = CopyAsync(pod, client);
        // A direction that breaks takes the other with it; one that ends does not.
        if (await await Task.WhenAny(forth, back) == Outcome.Broken) Reset();
        var outcomes = await Task.WhenAll(forth, back);
        if (outcomes.Contains(Outcome.Broken)) Reset();
    }

    /// <summary>Ends the connection so that the client sees an error rather than an orderly end.</summary>
    public void Reset()
    {
        Abort(client);
        if (pod is not null) Abort(pod);
    }

    public void Dispose()
    {
        disposed = true;
        client.Dispose();
        pod?.Dispose();
    }

    private static void Prepare(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
    }

    private static void Abort(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // Closed already.
        }

        socket.Dispose();
    }

    /// <summary>
    /// Tries each target in turn. When none answers it tries again for a moment: the client could not tell this from a failure in the
    /// middle of its request, and a pod that just ended is about to leave the list.
    /// </summary>
    private async Task<Socket?> ConnectAsync(Func<IEnumerable<IPEndPoint>> targets)
    {
        var deadline = time.GetUtcNow() + Patience;
        do
        {
            var any = false;
            foreach (var target in targets())
            {
                any = true;
                if (disposed) return null;
                if (await TryConnectAsync(target) is { } connected) return connected;
            }

            if (!any) return null;
            await Task.Delay(Retry, time);
        }
        while (time.GetUtcNow() < deadline);
        return null;
    }

    private async Task<Socket?> TryConnectAsync(IPEndPoint target)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var late = new CancellationTokenSource(ConnectTimeout, time);
        try
        {
            await socket.ConnectAsync(target, late.Token);
            return socket;
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static async Task<Outcome> CopyAsync(Socket from, Socket to)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, SocketFlags.None)) > 0)
            {
                for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None);
            }

            to.Shutdown(SocketShutdown.Send);
            return Outcome.Ended;
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            return Outcome.Broken;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private enum Outcome
    {
        Ended,
        Broken,
    }
}
