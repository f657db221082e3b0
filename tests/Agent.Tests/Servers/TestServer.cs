using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Modelwright.Agent.Network;

namespace Modelwright.Agent.Tests.Servers;

/// <summary>
/// A web server on loopback that plays <see cref="Host"/>: its certificate names that host, and <see cref="Network"/> resolves every
/// name to a public address and connects that to the server. So the agent runs with its real rules, loopback refused.
/// </summary>
internal sealed class TestServer : IAsyncDisposable
{
    public const string Host = "store.example.com";

    // Reserved for documentation (RFC 5737): public, and nobody's.
    public static readonly IPAddress PublicAddress = IPAddress.Parse("203.0.113.7");

    private readonly WebApplication _application;
    private readonly StrongBox<int> _requests;

    private TestServer(WebApplication application, X509Certificate2? certificate, StrongBox<int> requests)
    {
        _application = application;
        _requests = requests;
        Certificate = certificate;
        Port = new Uri(application.Urls.Single()).Port;
        Network = new NetworkOptions
        {
            TrustedRoots = certificate is null ? null : [certificate],
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([PublicAddress]),
            Connect = ConnectAsync,
        };
    }

    public X509Certificate2? Certificate { get; }

    public int Port { get; }

    public NetworkOptions Network { get; }

    /// <summary>How many requests have come.</summary>
    public int Requests => Volatile.Read(ref _requests.Value);

    /// <summary>Starts a server; TLS unless <paramref name="tls"/> is false.</summary>
    public static async Task<TestServer> StartAsync(RequestDelegate answer, bool tls = true)
    {
        var certificate = tls ? CreateCertificate() : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            if (certificate is not null) endpoint.UseHttps(certificate);
        }));
        var application = builder.Build();
        var requests = new StrongBox<int>();
        application.Run(context =>
        {
            Interlocked.Increment(ref requests.Value);
            return answer(context);
        });
        await application.StartAsync();
        return new TestServer(application, certificate, requests);
    }

    /// <summary>The https address of a path.</summary>
    public string Uri(string path, string host = Host) => $"https://{host}:{Port}{path}";

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
        Certificate?.Dispose();
    }

    private static async Task<Socket> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        addresses.ShouldBe([PublicAddress]);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
        return socket;
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Host);
        names.AddDnsName("other.example.com");
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
