using System.Globalization;
using Modelwright.Runtime.Queueing;

namespace Modelwright.Runtime.Events;

/// <summary>
/// Decides what becomes of an event: client-go's rules, except that the note is part of what makes two events the same (different notes are
/// different news; the spam filter bounds them).
/// </summary>
internal sealed class EventCorrelator(TimeProvider time, string controller, string instance)
{
    /// <summary>A series ends after this time without a repeat.</summary>
    public static readonly TimeSpan SeriesEnd = TimeSpan.FromMinutes(6);

    /// <summary>A series that goes on is written this often.</summary>
    public static readonly TimeSpan Refresh = TimeSpan.FromMinutes(30);

    /// <summary>Events of one object at once; after that, one per 5 minutes.</summary>
    public const int Burst = 25;

    private const double Rate = 1.0 / 300;
    private const int MostSeries = 4096;
    private readonly Dictionary<(string Uid, EventSeverity Severity, string Reason, string Action, string Note), Open> series = [];
    private readonly Dictionary<string, TokenBucket> objects = [];
    private long sequence;

    public EventOutcome Add(ObjectReference regarding, EventSeverity severity, string reason, string action, string note,
        out EventSeries? result)
    {
        var now = time.GetUtcNow();
        var key = (regarding.Uid, severity, reason, action, note);
        if (series.TryGetValue(key, out var open))
        {
            result = open.Series;
            result.Repeat(now);
            if (result.Count > 2 && now - open.Refreshed < Refresh) return EventOutcome.Folded;
            open.Refreshed = now;
            return EventOutcome.Repeated;
        }

        result = null;
        if (!Allowed(regarding)) return EventOutcome.Suppressed;
        if (series.Count >= MostSeries) series.Remove(series.MinBy(entry => entry.Value.Series.Last).Key);
        result = new EventSeries(regarding, severity, reason, action, note, controller, instance, Name(regarding, now), now);
        series[key] = new Open(result) { Refreshed = now };
        return EventOutcome.Created;
    }

    /// <summary>Forgets series that are over, and returns those with repeats that were not written.</summary>
    public IReadOnlyList<EventSeries> Ended()
    {
        var over = time.GetUtcNow() - SeriesEnd;
        var ended = series.Where(entry => entry.Value.Series.Last <= over).ToList();
        foreach (var entry in ended) series.Remove(entry.Key);
        foreach (var full in objects.Where(entry => entry.Value.IsFull).ToList()) objects.Remove(full.Key);
        return [.. ended.Select(entry => entry.Value.Series).Where(item => item.HasNews)];
    }

    /// <summary>When the next series is over; null when there is none.</summary>
    public TimeSpan? NextEnd()
    {
        if (series.Count == 0) return null;
        var next = series.Values.Min(open => open.Series.Last) + SeriesEnd - time.GetUtcNow();
        return next > TimeSpan.Zero ? next : TimeSpan.Zero;
    }

    /// <summary>All series with repeats that were not written.</summary>
    public IReadOnlyList<EventSeries> Unwritten() => [.. series.Values.Select(open => open.Series).Where(item => item.HasNews)];

    private bool Allowed(ObjectReference regarding)
    {
        if (!objects.TryGetValue(regarding.Uid, out var bucket)) objects[regarding.Uid] = bucket = new TokenBucket(time, Rate, Burst);
        return bucket.TryTake();
    }

    // The instant alone is not unique: several events may share one, in virtual time above all.
    private string Name(ObjectReference regarding, DateTimeOffset now)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $".{now.UtcTicks:x}{sequence++ % 4096:x3}");
        var longest = 253 - suffix.Length;
        return (regarding.Key.Name.Length > longest ? regarding.Key.Name[..longest] : regarding.Key.Name) + suffix;
    }

    private sealed class Open(EventSeries series)
    {
        public EventSeries Series { get; } = series;

        public DateTimeOffset Refreshed { get; set; }
    }
}
