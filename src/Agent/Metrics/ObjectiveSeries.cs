namespace Modelwright.Agent.Metrics;

/// <summary>
/// The values of one metric by step, within a fixed memory. Beyond that each value has the same chance to be kept (algorithm R of Vitter,
/// "Random Sampling with a Reservoir", 1985); the first, the last and the best one always are. Of two values for a step the later counts.
/// </summary>
/// <param name="capacity">Values kept.</param>
/// <param name="maximize">Whether more is better.</param>
/// <param name="random">Decides what is kept.</param>
internal sealed class ObjectiveSeries(int capacity, bool maximize, Random random)
{
    private readonly List<(SeriesPoint Point, long Order)> kept = [];
    private (SeriesPoint Point, long Order)? first;
    private (SeriesPoint Point, long Order)? last;
    private (SeriesPoint Point, long Order)? best;
    private long count;

    public void Add(SeriesPoint point)
    {
        var item = (point, count);
        first ??= item;
        if (last is null || point.Step >= last.Value.Point.Step) last = item;
        if (best is null || Better(point.Value, best.Value.Point.Value, maximize)) best = item;
        if (kept.Count < capacity) kept.Add(item);
        else if (random.NextInt64(count + 1) is var place && place < capacity) kept[(int)place] = item;
        count++;
    }

    /// <summary>By step, at most so many: the first, the last, and the best of each stretch between.</summary>
    public IReadOnlyList<SeriesPoint> Points(int max)
    {
        (SeriesPoint Point, long Order)?[] always = [first, last, best];
        var bySteps = new SortedDictionary<long, (SeriesPoint Point, long Order)>();
        foreach (var item in kept.Concat(always.OfType<(SeriesPoint Point, long Order)>()))
            if (!bySteps.TryGetValue(item.Point.Step, out var known) || item.Order > known.Order)
                bySteps[item.Point.Step] = item;
        return Thin([.. bySteps.Values.Select(item => item.Point)], max, maximize);
    }

    /// <summary>Whether a value is better; NaN is worse than any number.</summary>
    public static bool Better(double value, double than, bool maximize) =>
        !double.IsNaN(value) && (double.IsNaN(than) || (maximize ? value > than : value < than));

    private static List<SeriesPoint> Thin(List<SeriesPoint> points, int max, bool maximize)
    {
        if (points.Count <= max) return points;
        var thin = new List<SeriesPoint>(max) { points[0] };
        var (stretches, inner) = (max - 2, points.Count - 2);
        for (var i = 0; i < stretches; i++)
        {
            var (from, to) = (1 + (int)((long)inner * i / stretches), 1 + (int)((long)inner * (i + 1) / stretches));
            var best = points[from];
            for (var j = from + 1; j < to; j++)
                if (Better(points[j].Value, best.Value, maximize))
                    best = points[j];
            thin.Add(best);
        }

        thin.Add(points[^1]);
        return thin;
    }
}
