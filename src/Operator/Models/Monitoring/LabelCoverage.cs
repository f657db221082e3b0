namespace Modelwright.Operator.Models.Monitoring;

/// <summary>The share of predictions that have a label by now, of those old enough to have one.</summary>
internal static class LabelCoverage
{
    private const int Most = 32;

    /// <summary>The counts of predictions over time, with more; old ones are thinned to what the delay needs.</summary>
    public static IReadOnlyList<IssuedCount> Add(
        IReadOnlyList<IssuedCount> counts, long issued, PerformanceSettings settings, DateTimeOffset now)
    {
        var total = (counts.Count > 0 ? counts[^1].Count : 0) + issued;
        var step = TimeSpan.FromTicks(Math.Max(settings.Window.Length.Ticks / 4, settings.LabelDelay.Ticks / (Most / 2)));

        // The last entry moves along with now until it is a step away from the one before.
        var kept = counts.Count > 1 && counts[^1].Time - counts[^2].Time < step ? counts.SkipLast(1) : counts;
        List<IssuedCount> all = [.. kept, new(now, total)];
        return all.Count <= Most ? all : all[^Most..];
    }

    /// <summary>The share; null where no prediction is old enough.</summary>
    public static double? Of(IReadOnlyList<IssuedCount> counts, long labels, PerformanceSettings settings, DateTimeOffset now) =>
        counts.LastOrDefault(count => count.Time <= now - settings.LabelDelay) is { Count: > 0 } old
            ? Math.Min(1, (double)labels / old.Count)
            : null;
}
