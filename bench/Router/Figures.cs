namespace Modelwright.Bench.Router;

/// <summary>One turn: requests in all and per second, and the median and 99th percentile of a request's time in microseconds.</summary>
public sealed record Figures(long Requests, double PerSecond, double P50, double P99)
{
    /// <summary>Of the times of all requests.</summary>
    public static Figures Of(double[] times, double seconds)
    {
        Array.Sort(times);
        return new Figures(times.Length, times.Length / seconds, times[times.Length / 2], times[(int)(times.Length * 0.99)]);
    }

    /// <summary>The medians of several turns.</summary>
    public static Figures Median(IReadOnlyList<Figures> turns) =>
        new(turns.Sum(t => t.Requests), Median(turns.Select(t => t.PerSecond)), Median(turns.Select(t => t.P50)), Median(turns.Select(t => t.P99)));

    /// <summary>The median.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
