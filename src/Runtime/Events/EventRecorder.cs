using Microsoft.Extensions.Logging;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Hosting;
using Modelwright.Runtime.Metrics;
using Modelwright.Runtime.Pumping;

namespace Modelwright.Runtime.Events;

/// <summary>
/// Writes events (events.k8s.io/v1) beside the work: recording never waits and never fails. Repeats become a series, an object that
/// produces too many is cut off for a while, and the backlog is bounded. Limits are client-go's.
/// </summary>
[EntityRbac("events.k8s.io", "events", Verbs = RbacVerb.Create | RbacVerb.Patch)]
public sealed class EventRecorder(IKubeApi api, TimeProvider time, OperatorOptions options, RuntimeMetrics metrics,
    ILogger<EventRecorder> logger)
{
    /// <summary>Events that may wait for the server; more are dropped.</summary>
    public const int Backlog = 1000;

    private static readonly ResourceType Events = new("events.k8s.io", "v1", "Event", "events");
    private readonly Queue<EventSeries> pending = new();
    private readonly EventCorrelator correlator = new(time, options.Name, options.Identity);
    private readonly AsyncSignal wake = new(time);

    /// <summary>Tells people what happened to an object. Long notes are cut.</summary>
    public void Record(ObjectReference regarding, EventSeverity severity, string reason, string action, string note)
    {
        var result = correlator.Add(regarding, severity, reason, action, note, out var series);
        metrics.Event(result.ToString().ToLowerInvariant());
        if (result is EventOutcome.Folded or EventOutcome.Suppressed) return;
        Enqueue(series!);
    }

    /// <summary>Writes until stopped, then what is left, for at most five seconds.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            while (!stop.IsCancellationRequested && pending.TryDequeue(out var series)) await WriteAsync(series, stop);
            foreach (var ended in correlator.Ended()) Enqueue(ended);
            await wake.WaitAsync(pending.Count > 0 ? TimeSpan.Zero : correlator.NextEnd(), stop);
        }

        await FlushAsync();
    }

    private async Task FlushAsync()
    {
        foreach (var open in correlator.Unwritten()) Enqueue(open);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);
        while (!deadline.IsCancellationRequested && pending.TryDequeue(out var series)) await WriteAsync(series, deadline.Token);
    }

    private void Enqueue(EventSeries series)
    {
        if (series.Queued) return;
        if (pending.Count >= Backlog)
        {
            metrics.Event("dropped");
            return;
        }

        series.Queued = true;
        pending.Enqueue(series);
        wake.Set();
    }

    private async Task WriteAsync(EventSeries series, CancellationToken cancellationToken)
    {
        series.Queued = false;
        var count = series.Count;
        try
        {
            if (series.Created)
                await api.PatchAsync(Events, series.Key, PatchKind.Merge, series.SeriesPatch(), options.Name, null, cancellationToken);
            else
                await api.CreateAsync(Events, series.ToJson(), options.Name, cancellationToken);
            series.Written(count);
            metrics.Event("written");
        }
        catch (ApiException error) when (error.Error == ApiError.NotFound && series.Created)
        {
            // Events live for an hour; a series may outlive its first one.
            series.Recreate();
            Enqueue(series);
        }
        catch (ApiException error)
        {
            // An event is news, not state: it is worth no retry that would hold back newer ones.
            metrics.Event("failed");
            logger.LogWarning("event {Reason} on {Key}: {Message}", series.Reason, series.Regarding.Key, error.Message);
        }
        catch (OperationCanceledException)
        {
            Enqueue(series);
        }
    }
}
