using System.Globalization;
using Modelwright.Runtime.Api;
using Prometheus;

namespace Modelwright.Runtime.Metrics;

/// <summary>
/// The runtime's metrics, under controller-runtime's names where it has one, so that existing dashboards and alerts work. One set per
/// operator instance, in a registry of its own.
/// </summary>
public sealed class RuntimeMetrics : IRequestObserver
{
    private static readonly double[] Durations =
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private static readonly double[] QueueDurations = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100, 1000];

    private readonly Counter requests;
    private readonly Gauge objects;
    private readonly Counter relists;
    private readonly Counter effects;
    private readonly Counter events;
    private readonly Gauge leader;

    /// <summary>Registers the metrics.</summary>
    public RuntimeMetrics(CollectorRegistry registry)
    {
        Registry = registry;
        var make = Prometheus.Metrics.WithCustomRegistry(registry);
        requests = make.CreateCounter("rest_client_requests_total", "HTTP requests, by status code (<error>: no answer), method and host",
            "code", "method", "host");
        objects = make.CreateGauge("informer_objects", "Objects in the cache", "resource");
        relists = make.CreateCounter("informer_relists_total", "Lists after the first one", "resource", "reason");
        effects = make.CreateCounter("reconcile_effects_total", "Effects of plans", "effect", "result");
        events = make.CreateCounter("event_recorder_events_total", "Events by what became of them", "result");
        leader = make.CreateGauge("leader_election_master_status", "1 while this instance holds the lease", "name");
        ReconcileTotal = make.CreateCounter("controller_runtime_reconcile_total", "Reconciliations per controller", "controller", "result");
        ReconcileErrors = make.CreateCounter("controller_runtime_reconcile_errors_total", "Reconciliation errors per controller",
            "controller");
        TerminalErrors = make.CreateCounter("controller_runtime_terminal_reconcile_errors_total",
            "Reconciliations that only a change of the object can help", "controller");
        ReconcilePanics = make.CreateCounter("controller_runtime_reconcile_panics_total",
            "Reconciliations that ended with an unforeseen exception", "controller");
        ReconcileTime = make.CreateHistogram("controller_runtime_reconcile_time_seconds", "Time per reconciliation", ["controller"],
            new HistogramConfiguration { Buckets = Durations });
        MaxConcurrent = make.CreateGauge("controller_runtime_max_concurrent_reconciles", "Reconciliations allowed at a time", "controller");
        ActiveWorkers = make.CreateGauge("controller_runtime_active_workers", "Reconciliations running", "controller");
        Noop = make.CreateCounter("reconcile_noop_total", "Reconciliations that changed nothing", "controller");
        StaleDeferrals = make.CreateCounter("stale_deferrals_total", "Reconciliations put off until the cache showed our own writes",
            "controller", "result");
        QueueDepth = make.CreateGauge("workqueue_depth", "Keys that wait", "name");
        QueueAdds = make.CreateCounter("workqueue_adds_total", "Keys added", "name");
        QueueRetries = make.CreateCounter("workqueue_retries_total", "Keys added again after a failure", "name");
        QueueDuration = make.CreateHistogram("workqueue_queue_duration_seconds", "How long keys wait", ["name"],
            new HistogramConfiguration { Buckets = QueueDurations });
        WorkDuration = make.CreateHistogram("workqueue_work_duration_seconds", "How long keys are worked on", ["name"],
            new HistogramConfiguration { Buckets = QueueDurations });
    }

    /// <summary>Where they are registered; the operator adds its own metrics here.</summary>
    public CollectorRegistry Registry { get; }

    internal Counter ReconcileTotal { get; }

    internal Counter ReconcileErrors { get; }

    internal Counter TerminalErrors { get; }

    internal Counter ReconcilePanics { get; }

    internal Histogram ReconcileTime { get; }

    internal Gauge MaxConcurrent { get; }

    internal Gauge ActiveWorkers { get; }

    internal Counter Noop { get; }

    internal Counter StaleDeferrals { get; }

    internal Gauge QueueDepth { get; }

    internal Counter QueueAdds { get; }

    internal Counter QueueRetries { get; }

    internal Histogram QueueDuration { get; }

    internal Histogram WorkDuration { get; }

    /// <inheritdoc />
    public void Answered(string method, int code, string host) =>
        requests.WithLabels(code == 0 ? "<error>" : code.ToString(CultureInfo.InvariantCulture), method, host).Inc();

    internal void Cached(ResourceType type, int count) => objects.WithLabels(type.ToString()).Set(count);

    internal void Relisted(ResourceType type, string reason) => relists.WithLabels(type.ToString(), reason).Inc();

    internal void Effect(string effect, string result) => effects.WithLabels(effect, result).Inc();

    internal void Event(string result) => events.WithLabels(result).Inc();

    internal void Leading(string lease, bool leads) => leader.WithLabels(lease).Set(leads ? 1 : 0);
}
