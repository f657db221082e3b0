using Modelwright.Agent.Training;

namespace Modelwright.Agent.Metrics;

/// <summary>
/// What a run has measured so far: the last value by step of each metric, and the objective's metric step by step. There is always a place
/// for the metrics that the run is judged by.
/// </summary>
internal sealed class MetricBook(TrainingTask task, Random random, Warnings warnings)
{
    private readonly TaskObjective? objective = task.Objective;
    private readonly TaskLimits limits = task.Limits;
    private readonly HashSet<string> judged =
        [.. task.RequiredMetrics.Append(task.Objective?.Metric).OfType<string>()];
    private readonly Dictionary<string, (long Step, double Value)> last = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly ObjectiveSeries? series =
        task.Objective is { } own ? new ObjectiveSeries(task.Limits.Points, own.Direction == "Maximize", random) : null;

    /// <summary>Points seen, of all metrics.</summary>
    public long Points { get; private set; }

    /// <summary>How many metrics there are by which the run is judged.</summary>
    public int Judged => order.Count(judged.Contains);

    /// <summary>Takes a point.</summary>
    public void Add(MetricPoint point)
    {
        var known = last.TryGetValue(point.Name, out var before);
        if (!known && !judged.Contains(point.Name) && last.Count >= limits.MetricNames)
        {
            warnings.AddOnce("names", $"there are more than {limits.MetricNames} metrics; '{point.Name}' and further ones are left out");
            return;
        }

        Points++;
        if (!known) order.Add(point.Name);
        var step = point.Step ?? (known ? before.Step + 1 : 0);
        if (!known || step >= before.Step) last[point.Name] = (step, point.Value);
        if (point.Name == objective?.Metric) series!.Add(new SeriesPoint(step, point.Value));
    }

    /// <summary>The last value by step of each metric, the objective's first, then the others that are judged, then as they came.</summary>
    public IReadOnlyList<MetricPoint> Last() =>
    [
        .. order.OrderBy(name => name == objective?.Metric ? 0 : judged.Contains(name) ? 1 : 2)
            .Select(name => new MetricPoint(name, last[name].Step, last[name].Value)),
    ];

    /// <summary>The objective's metric by step, thinned to the limit.</summary>
    public IReadOnlyList<SeriesPoint> Series() => series?.Points(limits.SeriesPoints) ?? [];
}
