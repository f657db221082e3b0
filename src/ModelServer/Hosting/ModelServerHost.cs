using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Inspection;
using Modelwright.ModelServer.Metrics;
using Modelwright.ModelServer.Models;
using Modelwright.ModelServer.Settings;

namespace Modelwright.ModelServer.Hosting;

/// <summary>A model server from start to end: listen, load, warm, serve, drain.</summary>
internal sealed partial class ModelServerHost : IAsyncDisposable
{
    private readonly ServerSettings settings;
    private readonly TimeProvider clock;
    private readonly RunWatch watch;
    private readonly ServerState state;
    private readonly ServerMetrics metrics;
    private readonly WebApplication app;
    private readonly ILogger logger;
    private LoadedModel? loaded;

    public ModelServerHost(ServerSettings settings, TimeProvider clock)
    {
        this.settings = settings;
        this.clock = clock;
        watch = new RunWatch(settings.RunTimeout, settings.RunGrace, clock);
        state = new ServerState(watch);
        metrics = new ServerMetrics(settings.ModelName, settings.ModelVersion, settings.Revision);
        app = HttpHost.Build(settings, state, metrics, clock);
        logger = app.Services.GetRequiredService<ILogger<ModelServerHost>>();
    }

    /// <summary>The port of the protocol, once started.</summary>
    public int Port { get; private set; }

    /// <summary>The port of administration, once started.</summary>
    public int AdminPort => state.AdminPort;

    /// <summary>
    /// Listens, so that probes are answered, then loads and warms the model. Throws <see cref="ModelRefusedException"/> or
    /// <see cref="ModelLoadException"/>.
    /// </summary>
    public async Task StartAsync()
    {
        await app.StartAsync();
        (Port, state.AdminPort) = HttpHost.Ports(app);
        LogListening(Port, AdminPort, Environment.ProcessorCount, settings.ConcurrentRuns, settings.IntraOpThreads);
        loaded = LoadedModel.Load(settings, metrics, watch, clock);
        metrics.Observe(() => loaded.Queue.Length, () => state.IsReady);
        state.Loaded(loaded.Service);
        if (loaded.WarmUp.Problem is { } problem) LogNotWarmed(problem);
        if (loaded.Batching.Reason is { } reason) LogNotBatched(reason);
        else LogBatched(loaded.Batching.MaxRows);
        var features = loaded.Service.Features;
        if (features.Problem is { } cause) LogNotCounted(cause);
        else LogCounted(features.Plan!.Places.Count, features.Digest!, string.Join(", ", features.Plan.PassedOver));
        LogReady(settings.ModelName, settings.ModelVersion, loaded.Model.Digest, (long)loaded.LoadTime.TotalMilliseconds);
    }

    /// <summary>Gives up loading: true when there is no model yet, and then there never will be.</summary>
    public bool TryAbandonLoading() => state.TryAbandonLoading();

    /// <summary>
    /// Not ready at once, but still serving while <see cref="ServerSettings.DrainDelay"/> lasts, so that those who route here learn of it;
    /// then no new connection is taken and requests in flight are answered, for <see cref="ServerSettings.DrainTimeout"/> at most.
    /// </summary>
    public async Task DrainAsync(CancellationToken hurry)
    {
        state.Drain();
        LogDraining(settings.DrainDelay.TotalSeconds, settings.DrainTimeout.TotalSeconds);
        try
        {
            await Task.Delay(settings.DrainDelay, clock, hurry);
        }
        catch (OperationCanceledException)
        {
            // Asked twice: do not wait for routers, but do answer what is in flight.
        }

        using var timeout = new CancellationTokenSource(settings.DrainTimeout, clock);
        await app.StopAsync(timeout.Token);
        LogStopped();
    }

    public async ValueTask DisposeAsync()
    {
        watch.StopAll();
        await app.DisposeAsync();
        watch.Dispose();
        loaded?.Dispose();
    }

    [LoggerMessage(LogLevel.Information,
        "Listening on port {Port} and, for administration, {AdminPort}; {Processors} processors, {Runs} runs at once of {Threads} threads")]
    private partial void LogListening(int port, int adminPort, int processors, int runs, int threads);

    [LoggerMessage(LogLevel.Information, "Model {Model} version {Version} ({Digest}) is ready after {Milliseconds} ms")]
    private partial void LogReady(string model, string version, string digest, long milliseconds);

    [LoggerMessage(LogLevel.Warning, "The model ran on no made-up input, so it is served without warm-up: {Problem}")]
    private partial void LogNotWarmed(string problem);

    [LoggerMessage(LogLevel.Information, "Requests that wait are joined up to {Rows} rows")]
    private partial void LogBatched(int rows);

    [LoggerMessage(LogLevel.Information, "Requests are not joined: {Reason}")]
    private partial void LogNotBatched(string reason);

    [LoggerMessage(LogLevel.Information,
        "Columns of the reference profile {Digest} that are counted: {Count}; passed over: [{PassedOver}]")]
    private partial void LogCounted(int count, string digest, string passedOver);

    [LoggerMessage(LogLevel.Information, "Features are not counted, so there is no drift to measure: {Reason}")]
    private partial void LogNotCounted(string reason);

    [LoggerMessage(LogLevel.Information,
        "Asked to end: not ready from now on, serving for {Delay} s more, then {Timeout} s for requests in flight")]
    private partial void LogDraining(double delay, double timeout);

    [LoggerMessage(LogLevel.Information, "Stopped")]
    private partial void LogStopped();
}
