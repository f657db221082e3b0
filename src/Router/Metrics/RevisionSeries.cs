using Modelwright.Router.Forwarding;
using Prometheus;

namespace Modelwright.Router.Metrics;

/// <summary>The series of one revision of a Model, looked up once and then only counted on.</summary>
public sealed class RevisionSeries
{
    private static readonly string[] Classes = ["canceled", "1xx", "2xx", "3xx", "4xx", "5xx"];
    private readonly Counter.Child[] requests;
    private readonly Counter.Child[] errors;
    private readonly Counter.Child[] retries;
    private readonly Counter.Child[] mirror;

    internal RevisionSeries(string model, string revision, RouterMetrics metrics)
    {
        requests = [.. Classes.Select(c => metrics.Requests.WithLabels(model, revision, c))];
        var failures = Enum.GetNames<AttemptFailure>();
        errors = [.. failures.Select(f => metrics.Errors.WithLabels(model, revision, f))];
        retries = [.. failures.Select(f => metrics.Retries.WithLabels(model, revision, f))];
        mirror = [.. Enum.GetNames<MirrorOutcome>().Select(o => metrics.Mirror.WithLabels(model, revision, o))];
        Counters = metrics.Counters.Of(model, revision);
        InFlight = metrics.InFlight.WithLabels(model, revision);
        Duration = metrics.Duration.WithLabels(model, revision);
    }

    /// <summary>What the operator reads.</summary>
    public RevisionCounters Counters { get; }

    /// <summary>Requests that a backend of this revision is working on.</summary>
    public Gauge.Child InFlight { get; }

    /// <summary>Seconds from the request's head to the response's last byte.</summary>
    public Histogram.Child Duration { get; }

    /// <summary>Counts a request by the class of its status code (0: the client did not wait for it).</summary>
    public void Answered(int status) => requests[status is >= 100 and < 600 ? status / 100 : 0].Inc();

    /// <summary>Counts an attempt that brought no complete answer.</summary>
    public void Failed(AttemptFailure failure) => errors[(int)failure].Inc();

    /// <summary>Counts a request that is sent again because this revision failed.</summary>
    public void Retried(AttemptFailure failure) => retries[(int)failure].Inc();

    /// <summary>Counts what became of a copy for this revision.</summary>
    public void Mirrored(MirrorOutcome outcome)
    {
        mirror[(int)outcome].Inc();
        Counters.CopyEnded(outcome);
    }

    /// <summary>Takes every series out of the registry; later counts go nowhere.</summary>
    public void Drop()
    {
        foreach (var child in requests.Concat(errors).Concat(retries).Concat(mirror)) child.Remove();
        InFlight.Remove();
        Duration.Remove();
    }
}
