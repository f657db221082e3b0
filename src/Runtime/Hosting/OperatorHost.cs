using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Controllers;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Leading;
using Modelwright.Runtime.Metrics;
using Modelwright.Runtime.Planning;

namespace Modelwright.Runtime.Hosting;

/// <summary>
/// Runs the parts of an operator in order: admin endpoints, caches, the lease, controllers; and stops them in the opposite one: no new
/// work, running work finished, events written, lease given back, caches, endpoints.
/// </summary>
public sealed class OperatorHost
{
    private readonly OperatorOptions options;
    private readonly TimeProvider time;
    private readonly CacheSet caches;
    private readonly EffectExecutor executor;
    private readonly EventRecorder recorder;
    private readonly LeaderElector elector;
    private readonly RuntimeMetrics metrics;
    private readonly IReadOnlyList<IController> controllers;
    private readonly ILogger<OperatorHost> logger;
    private readonly Heartbeat heartbeat;

    internal OperatorHost(OperatorOptions options, TimeProvider time, CacheSet caches, EffectExecutor executor, EventRecorder recorder,
        LeaderElector elector, RuntimeMetrics metrics, IEnumerable<IController> controllers, ILogger<OperatorHost> logger)
    {
        this.options = options;
        this.time = time;
        this.caches = caches;
        this.executor = executor;
        this.recorder = recorder;
        this.elector = elector;
        this.metrics = metrics;
        this.controllers = [.. controllers];
        this.logger = logger;
        heartbeat = new Heartbeat(time);
    }

    /// <summary>The caches are complete.</summary>
    public bool Ready => caches.Synced;

    /// <summary>Called on the pump as soon as the lease is lost, before anything is wound up.</summary>
    internal Action? LeaseLost { get; set; }

    /// <summary>
    /// Runs on the calling pump until <paramref name="stop"/> (cancel it on the pump), then drains. Throws
    /// <see cref="LeadershipLostException"/> when the lease is lost: the process must end then.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await using var admin = options.AdminUrl is { } url ? new AdminServer(url, heartbeat, caches, metrics) : null;
        if (admin is not null) await admin.StartAsync(stop);
        using var background = new CancellationTokenSource();
        var services = new BackgroundTasks(background);
        services.Start(heartbeat.RunAsync);
        services.Start(caches.RunAsync);
        executor.Attach();
        try
        {
            await services.UnlessFaulted(caches.WaitForSyncAsync(stop));
            logger.LogInformation("caches are complete: {Kinds}",
                string.Join(", ", caches.Summary().Select(cache => $"{cache.Count} {cache.Type}")));
            if (options.LeaderElection.Enabled) await services.UnlessFaulted(elector.AcquireAsync(stop));
            await LeadAsync(services, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped before there was anything to drain.
        }
        finally
        {
            background.Cancel();
            await services.AllEnded();
        }
    }

    private async Task LeadAsync(BackgroundTasks services, CancellationToken stop)
    {
        using var intake = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var abort = new CancellationTokenSource();
        using var news = new CancellationTokenSource();
        using var lease = new CancellationTokenSource();
        var holding = options.LeaderElection.Enabled ? elector.HoldAsync(lease.Token) : Task.CompletedTask;
        var recording = recorder.RunAsync(news.Token);
        var facts = Task.WhenAll(controllers.Select(controller => controller.RunFactsAsync(intake.Token)).ToList());
        var working = Task.WhenAll(controllers.Select(controller => controller.RunAsync(intake.Token, abort.Token)).ToList());
        logger.LogInformation("controllers run: {Controllers}", string.Join(", ", controllers.Select(controller => controller.Name)));
        try
        {
            await services.UnlessFaulted(BackgroundTasks.FirstFault(UntilAsync(stop), working, holding, facts));
        }
        finally
        {
            intake.Cancel();
            if (holding.IsFaulted) LeaseLost?.Invoke();
            // Without the lease nothing may go on; with it, running work gets its time to finish.
            // Disposed asynchronously: a callback that has begun is waited for before what it cancels is disposed.
            await using var drain = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), abort,
                holding.IsFaulted ? TimeSpan.Zero : options.DrainTimeout, Timeout.InfiniteTimeSpan);
            await BackgroundTasks.Ended(working);
            await BackgroundTasks.Ended(facts);
            news.Cancel();
            await BackgroundTasks.Ended(recording);
            lease.Cancel();
            await BackgroundTasks.Ended(holding);
            if (options.LeaderElection.Enabled) await ReleaseAsync();
        }
    }

    private async Task UntilAsync(CancellationToken stop) => await Task.Delay(Timeout.InfiniteTimeSpan, time, stop);

    private async Task ReleaseAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(3), time);
        await elector.ReleaseAsync(deadline.Token);
    }
}
