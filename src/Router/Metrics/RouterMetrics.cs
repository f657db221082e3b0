using System.Collections.Concurrent;
using Modelwright.Router.Routes;
using Prometheus;

namespace Modelwright.Router.Metrics;

/// <summary>
/// What the router counts. Labels come only from route tables, never from requests, and a revision's series are dropped some time after it
/// left the table, so the number of series is bounded.
/// </summary>
public sealed class RouterMetrics
{
    /// <summary>How long the last counts of a revision that left the table can still be read.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private static readonly string[] ModelRevision = ["model", "revision"];
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<(string Model, string Revision), RevisionSeries> series = new();
    private readonly Dictionary<(string Model, string Revision), DateTimeOffset> retired = [];
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, WaitingRequests> waiting = new(StringComparer.Ordinal);
    private readonly Gauge waitingGauge;
    private readonly Gauge routeRevision;
    private readonly Gauge weight;
    private readonly Counter updates;
    private readonly Counter unrouted;

    /// <summary>Registers everything in a registry of its own.</summary>
    /// <param name="clock">Ages the series of revisions that left.</param>
    /// <param name="draw">A uniform draw from 0 to one less than its argument.</param>
    public RouterMetrics(TimeProvider clock, Func<int, int> draw)
    {
        this.clock = clock;
        Counters = new RequestCounters(clock, draw);
        var factory = Prometheus.Metrics.WithCustomRegistry(Registry);
        Requests = factory.CreateCounter("modelwright_router_requests_total",
            "Requests by the revision that answered and the class of the status code.", [.. ModelRevision, "code"]);
        Errors = factory.CreateCounter("modelwright_router_backend_errors_total",
            "Attempts that brought no complete answer, by what went wrong.", [.. ModelRevision, "error"], QuietUntilUsed());
        Retries = factory.CreateCounter("modelwright_router_retries_total",
            "Requests sent again, by the revision that failed before and why.", [.. ModelRevision, "reason"], QuietUntilUsed());
        Duration = factory.CreateHistogram("modelwright_router_request_duration_seconds",
            "Time from a request's head to the last byte of its response.", ModelRevision,
            new HistogramConfiguration { Buckets = Histogram.ExponentialBuckets(0.000_5, 2, 18) });
        InFlight = factory.CreateGauge("modelwright_router_requests_in_flight", "Requests that wait for a backend now.", ModelRevision);
        Mirror = factory.CreateCounter("modelwright_router_mirrored_requests_total",
            "Requests due to be copied, by the revision that gets the copies and what became of them.", [.. ModelRevision, "outcome"],
            QuietUntilUsed());
        waitingGauge = factory.CreateGauge("modelwright_router_requests_waiting", "Requests that wait for a revision to get weight.",
            "model");
        routeRevision = factory.CreateGauge("modelwright_router_route_revision", "The revision of the route in force.", "model");
        weight = factory.CreateGauge("modelwright_router_backend_weight", "The share of requests in percent.", ModelRevision);
        updates = factory.CreateCounter("modelwright_router_route_updates_total", "Route tables offered, by source and result.",
            "source", "result");
        unrouted = factory.CreateCounter("modelwright_router_unrouted_requests_total", "Requests that no backend could be found for.",
            "reason");
        InvalidFiles = factory.CreateGauge("modelwright_router_invalid_route_files", "Files of the routes folder that could not be used.");
        Ready = factory.CreateGauge("modelwright_router_ready", "1 while /readyz answers 200.");
        Registry.AddBeforeCollectCallback(Prune);
    }

    /// <summary>Where everything is registered.</summary>
    public CollectorRegistry Registry { get; } = Prometheus.Metrics.NewCustomRegistry();

    /// <summary>What the operator reads.</summary>
    public RequestCounters Counters { get; }

    /// <summary>What it scales to zero and back by.</summary>
    public ActivityBoard Activity { get; } = new();

    /// <summary>Files that could not be used.</summary>
    public Gauge InvalidFiles { get; }

    /// <summary>1 while ready.</summary>
    public Gauge Ready { get; }

    internal Counter Requests { get; }

    internal Counter Errors { get; }

    internal Counter Retries { get; }

    internal Histogram Duration { get; }

    internal Gauge InFlight { get; }

    internal Counter Mirror { get; }

    /// <summary>The series of a revision.</summary>
    public RevisionSeries Of(string model, string revision) =>
        series.TryGetValue((model, revision), out var found)
            ? found
            : series.GetOrAdd((model, revision), static (key, metrics) => new RevisionSeries(key.Model, key.Revision, metrics), this);

    /// <summary>The requests of a Model that wait for a backend.</summary>
    public WaitingRequests Waiting(string model) =>
        waiting.TryGetValue(model, out var found)
            ? found
            : waiting.GetOrAdd(model, static (name, gauge) => new WaitingRequests(gauge.WithLabels(name)), waitingGauge);

    /// <summary>Counts an offered route table or removal.</summary>
    public void Offered(string source, RouteOutcome outcome) => updates.WithLabels(source, outcome.ToString()).Inc();

    /// <summary>Counts a request without backend.</summary>
    public void Unrouted(string reason) => unrouted.WithLabels(reason).Inc();

    /// <summary>
    /// Follows a change of one Model's route: shows its revisions and weights, and sets a term for the series of what left.
    /// </summary>
    public void Follow(ModelRoute? before, ModelRoute? after)
    {
        Counters.Follow(before, after);
        lock (gate)
        {
            foreach (var backend in before?.Backends ?? [])
            {
                retired[(before!.Model, backend.Revision)] = clock.GetUtcNow();
                weight.RemoveLabelled(before.Model, backend.Revision);
            }

            if (after is null)
            {
                routeRevision.RemoveLabelled(before!.Model);
                Activity.Forget(before.Model);
                // Who still waits will leave, and must leave what was entered.
                if (waiting.TryGetValue(before.Model, out var room) && room.Count == 0 && waiting.TryRemove(before.Model, out _))
                    waitingGauge.RemoveLabelled(before.Model);
            }
            else
            {
                routeRevision.WithLabels(after.Model).Set(after.Revision);
            }

            foreach (var backend in after?.Backends ?? [])
            {
                retired.Remove((after!.Model, backend.Revision));
                weight.WithLabels(after.Model, backend.Revision).Set(backend.Weight);
            }
        }

        Prune();
    }

    private void Prune()
    {
        lock (gate)
        {
            var limit = clock.GetUtcNow() - Grace;
            foreach (var (key, _) in retired.Where(r => r.Value <= limit).ToList())
            {
                retired.Remove(key);
                if (series.TryRemove(key, out var dropped)) dropped.Drop();
            }
        }
    }

    private static CounterConfiguration QuietUntilUsed() => new() { SuppressInitialValue = true };
}
