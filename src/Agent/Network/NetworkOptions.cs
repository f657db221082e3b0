using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Modelwright.Agent.Network;

/// <summary>How names become addresses, addresses become connections, and whom TLS trusts; tests put their own in.</summary>
public sealed record NetworkOptions
{
    /// <summary>The system's resolver and certificates.</summary>
    public static NetworkOptions System { get; } = new();

    /// <summary>Resolves a host name.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Connects to one of some addresses, which have been judged before.</summary>
    public Func<IPAddress[], int, CancellationToken, Task<Socket>> Connect { get; init; } = ConnectAsync;

    /// <summary>Certificate authorities to trust instead of the system's (which SSL_CERT_FILE and SSL_CERT_DIR can replace).</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    private static async Task<Socket> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
