using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Planning;
using Modelwright.Runtime.Pumping;
using Modelwright.Runtime.Queueing;

namespace Modelwright.Runtime.Controllers;

/// <summary>
/// Takes keys from a queue and reconciles them: several at a time, one key never twice at once, none before the caches show its last
/// writes. Carries out the plans, and tries again after failures, for ever, with growing delays.
/// </summary>
internal sealed class Controller<TKey> : IController where TKey : notnull
{
    private const int SuspiciousWrites = 25;
    private static readonly TimeSpan FactsRetry = TimeSpan.FromSeconds(5);

    private readonly IReconciler<TKey> reconciler;
    private readonly ControllerServices services;
    private readonly ILogger logger;
    private readonly WorkQueue<TKey> queue;
    private readonly RetryBackoff<TKey> backoff;
    private readonly ConsistencyTracker<TKey> tracker;
    private readonly ReconcileErrors<TKey> errors;
    private readonly AsyncSignal wake;
    private readonly HashSet<TKey> deferred = [];
    private readonly Dictionary<TKey, int> writesInARow = [];
    private readonly List<Func<CancellationToken, Task>> facts = [];
    private readonly string fieldManager;
    private readonly int maxConcurrent;
    private int active;
    private long reconciliations;

    public Controller(string name, IReconciler<TKey> reconciler, ControllerServices services, int? maxConcurrent)
    {
        Name = name;
        this.reconciler = reconciler;
        this.services = services;
        this.maxConcurrent = maxConcurrent ?? services.Options.MaxConcurrentReconciles;
        fieldManager = $"{services.Options.Name}/{name}";
        logger = services.Logging.CreateLogger($"{typeof(Controller<TKey>).Namespace}.{name}");
        wake = new AsyncSignal(services.Time);
        queue = new WorkQueue<TKey>(services.Time) { Added = wake.Set };
        backoff = new RetryBackoff<TKey>(services.Time, services.Random);
        tracker = new ConsistencyTracker<TKey>(services.Caches, services.Time);
        errors = new ReconcileErrors<TKey>(name, reconciler, backoff, services, logger);
        services.Metrics.MaxConcurrent.WithLabels(name).Set(this.maxConcurrent);
        services.Caches.Advanced += ResumeDeferred;
    }

    public string Name { get; }

    public void AddFacts(IFactSource<TKey> source) => facts.Add(stop => FactsAsync(source, stop));

    public void Enqueue(TKey key, TimeSpan? delay = null, QueuePriority priority = QueuePriority.Normal)
    {
        if (!queue.AddAfter(key, delay ?? TimeSpan.Zero, priority)) return;
        services.Metrics.QueueAdds.WithLabels(Name).Inc();
        services.Metrics.QueueDepth.WithLabels(Name).Set(queue.Depth);
    }

    public Task RunFactsAsync(CancellationToken stop) => Task.WhenAll(facts.Select(run => run(stop)).ToList());

    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        while (!stop.IsCancellationRequested)
        {
            while (active < maxConcurrent && queue.TryTake(out var item)) _ = WorkAsync(item, abort);
            services.Metrics.QueueDepth.WithLabels(Name).Set(queue.Depth);
            await wake.WaitAsync(active < maxConcurrent ? queue.NextDue() : null, stop);
        }

        while (active > 0) await wake.WaitAsync(null, CancellationToken.None);
    }

    private async Task FactsAsync(IFactSource<TKey> source, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            try
            {
                await source.RunAsync(key => Enqueue(key), stop);
                return;
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                // A source that fails leaves the controllers without news, not the operator without controllers.
                logger.LogError(error, "{Source} failed and starts again in {Delay}", source.GetType().Name, FactsRetry);
                await Task.Delay(FactsRetry, services.Time, stop);
            }
    }

    private async Task WorkAsync(QueueItem<TKey> item, CancellationToken abort)
    {
        active++;
        services.Metrics.ActiveWorkers.WithLabels(Name).Set(active);
        services.Metrics.QueueDuration.WithLabels(Name).Observe(item.Waited.TotalSeconds);
        var started = services.Time.GetTimestamp();
        Requeue? requeue;
        try
        {
            requeue = MustWait(item.Key) ?? await AttemptAsync(item.Key, abort);
        }
        catch (Exception error)
        {
            // The handling of errors failed too. The key must not stay taken for that.
            logger.LogCritical(error, "{Key}: unforeseen", item.Key);
            requeue = new Requeue(RetryBackoff<TKey>.Longest, QueuePriority.Low);
        }

        services.Metrics.WorkDuration.WithLabels(Name).Observe(services.Time.GetElapsedTime(started).TotalSeconds);
        active--;
        services.Metrics.ActiveWorkers.WithLabels(Name).Set(active);
        queue.Complete(item.Key);
        if (requeue is { } next) Enqueue(item.Key, next.Delay, next.Priority);
        wake.Set();
    }

    private Requeue? MustWait(TKey key)
    {
        var left = tracker.Pending(key, out var gaveUp);
        if (gaveUp)
        {
            services.Metrics.StaleDeferrals.WithLabels(Name, "gave_up").Inc();
            logger.LogWarning("{Key}: the cache did not show our own writes within {Limit}; going on", key, ConsistencyTracker<TKey>.Limit);
        }

        if (left is not { } limit)
        {
            deferred.Remove(key);
            return null;
        }

        deferred.Add(key);
        services.Metrics.StaleDeferrals.WithLabels(Name, "deferred").Inc();
        return new Requeue(limit, QueuePriority.Normal);
    }

    private void ResumeDeferred()
    {
        if (deferred.Count == 0) return;
        foreach (var key in deferred.Where(tracker.IsCaughtUp).ToList())
        {
            deferred.Remove(key);
            Enqueue(key);
        }
    }

    private async Task<Requeue?> AttemptAsync(TKey key, CancellationToken abort)
    {
        using var timeout = new CancellationTokenSource(services.Options.ReconcileTimeout, services.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(abort, timeout.Token);
        using var scope = logger.BeginScope("{Controller} {Key} #{Reconciliation}", Name, key, ++reconciliations);
        var started = services.Time.GetTimestamp();
        var execution = new ExecutionScope(fieldManager, tracker.LogOf(key));
        Requeue? requeue;
        try
        {
            var own = execution with { Subject = reconciler.Describe(key) };
            var result = await reconciler.ReconcileAsync(key, linked.Token);
            if (result.Plan is { } plan) NoteWrites(key, await services.Executor.ExecuteAsync(plan, own, linked.Token));

            requeue = Succeeded(key, result);
        }
        catch (Exception error)
        {
            var sooner = ReconcileErrors<TKey>.IsRefusal(error) ? await ReportAsync(key, error, execution, linked.Token) : null;
            requeue = errors.Handle(key, error, abort.IsCancellationRequested, timeout.IsCancellationRequested, sooner);
        }

        services.Metrics.ReconcileTime.WithLabels(Name).Observe(services.Time.GetElapsedTime(started).TotalSeconds);
        return requeue;
    }

    /// <summary>Shows a refusal on the object; when to look again, where the controller does not want to wait for long.</summary>
    private async Task<TimeSpan?> ReportAsync(TKey key, Exception refusal, ExecutionScope execution, CancellationToken cancellationToken)
    {
        try
        {
            var plan = reconciler.Refused(key, refusal.Message);
            if (plan is not null) await services.Executor.ExecuteAsync(plan, execution, cancellationToken);
            return plan?.WakeAfter;
        }
        catch (Exception error)
        {
            logger.LogWarning("{Key}: the refusal could not be shown on the object: {Message}", key, error.Message);
            return null;
        }
    }

    private Requeue? Succeeded(TKey key, ReconciliationResult result)
    {
        backoff.Forget(key);
        if (result.TerminalReason is { } reason)
        {
            errors.Terminal(key, reason, result.TerminalMessage ?? "");
            return null;
        }

        services.Metrics.ReconcileTotal.WithLabels(Name, result.RequeueAfter is null ? "success" : "requeue_after").Inc();
        var resync = services.Options.ResyncPeriod * (0.9 + (0.2 * services.Random.NextDouble()));
        return result.RequeueAfter is { } delay && delay < resync
            ? new Requeue(delay, QueuePriority.Normal)
            : reconciler.Exists(key) ? new Requeue(resync, QueuePriority.Low) : null;
    }

    private void NoteWrites(TKey key, ExecutionSummary summary)
    {
        if (summary.Performed == 0)
        {
            services.Metrics.Noop.WithLabels(Name).Inc();
            writesInARow.Remove(key);
            return;
        }

        var count = writesInARow[key] = writesInARow.GetValueOrDefault(key) + 1;
        // A plan that is carried out must at some point find nothing to do; one that does not is a hot loop in the making.
        if (count % SuspiciousWrites == 0)
            logger.LogWarning("{Key}: {Count} reconciliations in a row wrote something; does its plan depend on the time?", key, count);
    }
}
