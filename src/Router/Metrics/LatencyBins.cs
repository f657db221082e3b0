namespace Modelwright.Router.Metrics;

/// <summary>
/// The grid on which durations are counted, eight bins per doubling: bin k from 1 to 167 has the durations in
/// (100 µs · 2^((k−1)/8), 100 µs · 2^(k/8)], bin 0 those up to 100 µs, bin 168 those above 192 s. It is the same everywhere, for ever, so
/// that counts of routers, revisions and hours add up, and the number of durations above a bin's bound is exact.
/// </summary>
public static class LatencyBins
{
    /// <summary>How many bins there are.</summary>
    public const int Count = 169;

    private const double FirstTicks = 1_000;
    private const double PerDoubling = 8;

    // A whole number of ticks (100 ns) is within a bound exactly when it is within the bound rounded down.
    private static readonly long[] Bounds =
        [.. Enumerable.Range(0, Count - 1).Select(k => (long)Math.Floor(FirstTicks * Math.Pow(2, k / PerDoubling)))];

    /// <summary>The bin of a duration.</summary>
    public static int Of(TimeSpan duration)
    {
        var found = Array.BinarySearch(Bounds, duration.Ticks);
        return found >= 0 ? found : ~found;
    }
}
