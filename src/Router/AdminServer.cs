using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Modelwright.Router.Admin;
using Modelwright.Router.Draining;
using Modelwright.Router.Listening;
using Modelwright.Router.Metrics;
using Modelwright.Router.Routes;
using Modelwright.Router.Settings;
using Prometheus;

namespace Modelwright.Router;

/// <summary>The port of probes, metrics and routes.</summary>
public sealed class AdminServer : IAsyncDisposable
{
    private const int MaxConnections = 256;
    private readonly TimeProvider clock;
    private readonly WebApplication app;

    /// <summary>Wires the port.</summary>
    public AdminServer(RouterOptions options, TimeProvider clock, BearerGate gate, RoutesEndpoint routes, CountersEndpoint counters,
        ActivityEndpoint activity, RouterMetrics metrics, DrainState drain, ILoggerFactory logging)
    {
        this.clock = clock;
        var builder = QuietBuilder.Create(logging, kestrel =>
        {
            // Somewhat more than a route table may have, so that the endpoint itself says what is too large.
            kestrel.Limits.MaxRequestBodySize = 2 * RouteDocumentReader.MaxBytes;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Listen(options.BindAddress, options.AdminPort, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        app = builder.Build();
        app.UseRouting();
        app.MapGet("/healthz", context => context.Response.WriteAsync("ok"));
        app.MapGet("/readyz", context =>
        {
            if (drain.IsReady) return context.Response.WriteAsync("ok");
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync(drain.Phase == DrainPhase.Starting ? "reading routes" : "leaving");
        });
        app.MapMetrics("/metrics", metrics.Registry);
        routes.Map(app, gate);
        counters.Map(app, gate);
        activity.Map(app, gate);
    }

    /// <summary>Where it listens, once started.</summary>
    public IPEndPoint Address { get; private set; } = new(IPAddress.None, 0);

    /// <summary>Listens.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await app.StartAsync(cancellationToken);
        var url = new Uri(app.Urls.First());
        Address = new IPEndPoint(IPAddress.Parse(url.Host.Trim('[', ']')), url.Port);
    }

    /// <summary>Stops; what is in flight gets a moment.</summary>
    public async Task StopAsync()
    {
        using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
        await app.StopAsync(moment.Token);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => app.DisposeAsync();
}
