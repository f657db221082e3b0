using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Modelwright.LocalCluster.Tests.Node;

/// <summary>Answers every HTTP request with one status, on an address that is known later than the port.</summary>
internal sealed class StatusServer : IDisposable
{
    private TcpListener? listener;

    public int Port { get; } = 18080;

    public string Status { get; set; } = "200 OK";

    public string LastRequest { get; private set; } = "";

    public void Listen(string address)
    {
        listener = new TcpListener(IPAddress.Parse(address), Port);
        listener.Start();
        _ = ServeAsync(listener);
    }

    public void Dispose() => listener?.Dispose();

    private async Task ServeAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                using var client = await from.AcceptTcpClientAsync();
                var buffer = new byte[4096];
                var count = await client.GetStream().ReadAsync(buffer);
                LastRequest = Encoding.ASCII.GetString(buffer, 0, count);
                var answer = $"HTTP/1.1 {Status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }
}
