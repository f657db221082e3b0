using System.Net;
using Modelwright.Router.Access;
using Modelwright.Router.Activation;
using Modelwright.Router.Admin;
using Modelwright.Router.Draining;
using Modelwright.Router.Metrics;
using Modelwright.Router.Mirroring;
using Modelwright.Router.Routes;
using Modelwright.Router.Settings;
using Modelwright.Tokens;

namespace Modelwright.Router;

/// <summary>A whole router: the traffic port, the admin port, and the way from start to drained.</summary>
public sealed class RouterServer : IAsyncDisposable
{
    private readonly RouterOptions options;
    private readonly TimeProvider clock;
    private readonly WaitingRoom waiting;
    private readonly TrafficFiles files;
    private readonly RouteSecrets secrets;
    private readonly TrafficServer traffic;
    private readonly AdminServer admin;
    private readonly DrainState drain = new();
    private readonly RouteFolder? folder;
    private readonly ILogger logger;
    private readonly PublicKeys keys;
    private readonly CancellationTokenSource polling = new();
    private Task poll = Task.CompletedTask;

    /// <summary>Wires a router; nothing listens yet.</summary>
    /// <param name="options">What to do.</param>
    /// <param name="clock">The time.</param>
    /// <param name="draw">A uniform draw from 0 to one less than its argument, safe for many threads.</param>
    /// <param name="logging">Where logs go.</param>
    public RouterServer(RouterOptions options, TimeProvider clock, Func<int, int> draw, ILoggerFactory logging)
    {
        this.options = options;
        this.clock = clock;
        keys = PublicKeys.Parse(options.PublicKeyPem);
        Metrics = new RouterMetrics(clock, draw);
        waiting = new WaitingRoom(options.ActivationBudgetBytes, Metrics, clock);
        secrets = new RouteSecrets(options.SecretsDirectory, Metrics.Activity.Call, logging.CreateLogger<RouteSecrets>());
        Routes = new RouteStore(clock, (before, after) =>
        {
            Metrics.Follow(before, after);
            secrets.Follow(after);
            waiting.Follow(before, after);
        });
        logger = logging.CreateLogger<RouterServer>();
        if (options.RoutesDirectory is { } directory)
            folder = new RouteFolder(directory, Routes, Metrics, logging.CreateLogger<RouteFolder>());
        var tokens = new TokenVerifier(keys, $"modelwright-router/{options.Namespace}", clock);
        files = new TrafficFiles(options, logging.CreateLogger<TrafficFiles>());
        traffic = new TrafficServer(options, clock, draw, Routes, waiting, Metrics, drain, files, secrets, logging);
        admin = new AdminServer(options, clock, new BearerGate(tokens, logging.CreateLogger<BearerGate>()),
            new RoutesEndpoint(Routes, Metrics, logging.CreateLogger<RoutesEndpoint>()), new CountersEndpoint(Routes, Metrics),
            new ActivityEndpoint(Routes, Metrics, secrets, drain, clock), Metrics, drain, logging);
    }

    /// <summary>The routes in force.</summary>
    public RouteStore Routes { get; }

    /// <summary>What is counted.</summary>
    public RouterMetrics Metrics { get; }

    /// <summary>What copies requests.</summary>
    public RequestMirror Mirror => traffic.Mirror;

    /// <summary>Where traffic is answered, once started.</summary>
    public IPEndPoint TrafficAddress => traffic.Address;

    /// <summary>Where the admin port is, once started.</summary>
    public IPEndPoint AdminAddress => admin.Address;

    /// <summary>Listens, reads the cold-start routes, and is ready when this returns.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await admin.StartAsync(cancellationToken);
        if (folder is not null) await folder.ReadAsync(cancellationToken);
        await traffic.StartAsync(cancellationToken);
        drain.Enter(DrainPhase.Serving);
        Metrics.Ready.Set(1);
        logger.LogInformation("router of namespace {Namespace} serves {Routes} routes on {Traffic}, admin on {Admin}",
            options.Namespace, Routes.Current.Routes.Length, TrafficAddress, AdminAddress);
        if (folder is not null || files.Any || options.SecretsDirectory is not null) poll = PollAsync();
    }

    /// <summary>
    /// Stops without losing a request: not ready at once; serving on while the news spreads; then every answer closes its connection; then
    /// what is still in flight gets its time. The admin port goes last.
    /// </summary>
    public async Task DrainAsync()
    {
        drain.Enter(DrainPhase.Leaving);
        Metrics.Ready.Set(0);
        logger.LogInformation("leaving: not ready, serving on for {Seconds} s", options.DrainDelay.TotalSeconds);
        await Task.Delay(options.DrainDelay, clock);
        drain.Enter(DrainPhase.Closing);
        logger.LogInformation("closing {Connections} connections", drain.Connections);
        // Routes still arrive, so those who wait may get their backend; near the end an answer is better than a broken connection.
        await using (clock.CreateTimer(_ => waiting.Close(), null, options.DrainTimeout * 0.8, Timeout.InfiniteTimeSpan))
            await traffic.StopAsync(options.DrainTimeout);
        await polling.CancelAsync();
        await poll;
        await admin.StopAsync();
        logger.LogInformation("drained");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await polling.CancelAsync();
        await poll;
        await traffic.DisposeAsync();
        await admin.DisposeAsync();
        keys.Dispose();
        polling.Dispose();
    }

    private async Task PollAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(options.RoutesPollInterval, clock);
            while (await timer.WaitForNextTickAsync(polling.Token))
            {
                files.Look();
                secrets.Look(Routes.Current);
                if (folder is not null) await folder.ReadAsync(polling.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }
}
