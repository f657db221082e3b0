using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Modelwright.LocalCluster.Tests.Services;

/// <summary>
/// A pod's server: the first byte of a connection, and any <c>?</c> that comes alone, is answered by its name, the rest by itself.
/// </summary>
internal sealed class EchoBackend : IDisposable
{
    private static int count;

    private readonly TcpListener listener;

    public EchoBackend(IPAddress address, int port)
    {
        Address = address;
        Name = $"backend-{Interlocked.Increment(ref count)}";
        listener = new TcpListener(address, port);
        listener.Start();
        _ = AcceptAsync();
    }

    public IPAddress Address { get; }

    public string Name { get; }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The pod is gone.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            using (socket)
            {
                var buffer = new byte[65536];
                var first = true;
                int length;
                while ((length = await socket.ReceiveAsync(buffer, SocketFlags.None)) > 0)
                {
                    var skip = first || (length == 1 && buffer[0] == (byte)'?') ? 1 : 0;
                    if (skip == 1) await socket.SendAsync(Encoding.ASCII.GetBytes(Name), SocketFlags.None);
                    first = false;
                    for (var at = skip; at < length;) at += await socket.SendAsync(buffer.AsMemory(at, length - at), SocketFlags.None);
                }
            }
        }
        catch (SocketException)
        {
            // The client went away.
        }
    }
}
