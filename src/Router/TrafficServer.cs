using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Modelwright.Router.Access;
using Modelwright.Router.Activation;
using Modelwright.Router.Draining;
using Modelwright.Router.Forwarding;
using Modelwright.Router.Listening;
using Modelwright.Router.Metrics;
using Modelwright.Router.Mirroring;
using Modelwright.Router.Routes;
using Modelwright.Router.Settings;
using Yarp.ReverseProxy.Forwarder;

namespace Modelwright.Router;

/// <summary>The port that clients use.</summary>
public sealed class TrafficServer : IAsyncDisposable
{
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstBytesTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(50);
    private readonly TimeProvider clock;
    private readonly DrainState drain;
    private readonly SharedPort port;
    private readonly WebApplication app;
    private readonly BackendClients clients;

    /// <summary>Wires the port.</summary>
    public TrafficServer(
        RouterOptions options, TimeProvider clock, Func<int, int> draw, RouteStore routes, WaitingRoom waiting,
        RouterMetrics metrics, DrainState drain, TrafficFiles files, RouteSecrets secrets, ILoggerFactory logging)
    {
        this.clock = clock;
        this.drain = drain;
        clients = new BackendClients(options, clock);
        Mirror = new RequestMirror(options, new MirrorLimits(), clients, metrics, draw, clock,
            logging.CreateLogger<RequestMirror>());
        port = new SharedPort(new IPEndPoint(options.BindAddress, options.HttpPort), FirstBytesTimeout, clock);
        var builder = QuietBuilder.Create(logging, kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = options.MaxRequestBytes;
            kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
            kestrel.Limits.MaxRequestLineSize = options.MaxRequestLineBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = options.MaxHeaderBytes;
            kestrel.Limits.MaxRequestHeaderCount = options.MaxHeaders;
            if (files.Certificate is { } certificate)
                kestrel.Listen(options.BindAddress, options.HttpPort, listen => ConfigureTls(listen, _ => certificate.Current));
            else
            {
                kestrel.Listen(port.Http1, listen => Configure(listen, HttpProtocols.Http1));
                kestrel.Listen(port.Http2, listen => Configure(listen, HttpProtocols.Http2));
                kestrel.Listen(port.Tls, listen => ConfigureTls(listen, name => secrets.Handshake(name, routes.Current)
                    ?? throw new AuthenticationException("no Model here has a certificate")));
            }
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout);
        builder.Services.AddHttpForwarder();
        builder.Services.Configure<SocketTransportOptions>(sockets =>
        {
            // A buffer per connection spares a system call per read.
            sockets.WaitForDataBeforeAllocatingBuffer = false;
        });
        builder.Services.AddSingleton<SocketTransportFactory>();
        builder.Services.AddSingleton<IConnectionListenerFactory, SharedPortTransport>();
        app = builder.Build();
        var forwarder = new RequestForwarder(options, routes, draw,
            new AttemptSender(options, app.Services.GetRequiredService<IHttpForwarder>(), clients, clock),
            new ActivationGate(waiting, routes, new ActivationMetrics(metrics.Registry), clock),
            new AccessGate(secrets, options.ForwardClientTokens, metrics), Mirror, metrics,
            new FailureLog(logging.CreateLogger<FailureLog>(), clock), drain, clock);
        if (files.Tokens is not { } tokens) app.Run(forwarder.HandleAsync);
        else
        {
            var gate = new ClientGate(tokens, options.ForwardClientTokens, metrics);
            app.Run(async context =>
            {
                if (await gate.AdmitAsync(context)) await forwarder.HandleAsync(context);
            });
        }
    }

    /// <summary>What copies requests.</summary>
    public RequestMirror Mirror { get; }

    /// <summary>Where it listens, once started.</summary>
    public IPEndPoint Address => port.Bound ?? Url() ?? throw new InvalidOperationException("the traffic port is not started");

    /// <summary>Listens.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => app.StartAsync(cancellationToken);

    /// <summary>
    /// Waits a moment for busy connections to close after their next answer, then closes the idle ones and waits for requests in flight.
    /// What takes longer than <paramref name="timeout"/> is cut off.
    /// </summary>
    public async Task StopAsync(TimeSpan timeout)
    {
        var start = clock.GetTimestamp();
        while (drain.Connections > 0 && clock.GetElapsedTime(start) < (timeout < ClosingTime ? timeout : ClosingTime))
            await Task.Delay(CheckInterval, clock);
        using var deadline = new CancellationTokenSource(timeout, clock);
        await app.StopAsync(deadline.Token);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Mirror.DisposeAsync();
        clients.Dispose();
        port.Dispose();
    }

    private IPEndPoint? Url() => app.Urls.FirstOrDefault() is { } text && new Uri(text) is var url
        ? new IPEndPoint(IPAddress.Parse(url.Host.Trim('[', ']')), url.Port)
        : null;

    // Over TLS the client says which HTTP it speaks (ALPN), so Kestrel needs no help to tell them apart.
    private void ConfigureTls(ListenOptions listen, Func<string?, SslServerAuthenticationOptions> choose)
    {
        Configure(listen, HttpProtocols.Http1AndHttp2);
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = HandshakeTimeout,
            OnConnection = hello => ValueTask.FromResult(choose(hello.ClientHelloInfo.ServerName)),
        });
    }

    private void Configure(ListenOptions listen, HttpProtocols protocols)
    {
        listen.Protocols = protocols;
        listen.Use(next => async connection =>
        {
            drain.Count(+1);
            try
            {
                await next(connection);
            }
            finally
            {
                drain.Count(-1);
            }
        });
    }
}
