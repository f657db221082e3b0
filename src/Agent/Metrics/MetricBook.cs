using Modelwright.Agent.Training;

namespace Modelwright.Agent.Metrics;

/// <summary>What a run has measured so far: the last value by step of each metric, and the objective's metric step by step.</summary>
internal sealed class MetricBook(TaskObjective? objective, TaskLimits limits, Random random, Warnings warnings)
{
    private readonly Dictionary<string, (long Step, double Value)> last = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly ObjectiveSeries? series =
        objective is null ? null : new ObjectiveSeries(limits.Points, objective.Direction == "Maximize", random);

    /// <summary>Points seen, of all metrics.</summary>
    public long Points { get; private set; }

    /// <summary>Takes a point.</summary>
    public void Add(MetricPoint point)
    {
        var own = point.Name == objective?.Metric;
        var known = last.TryGetValue(point.Name, out var before);

        // There is always a place for the metric that decides.
        if (!known && !own && last.Count >= limits.MetricNames)
        {
            warnings.AddOnce("names", $"there are more than {limits.MetricNames} metrics; '{point.Name}' and further ones are left out");
            return;
        }

        Points++;
        if (!known) order.Add(point.Name);
        var step = point.Step ?? (known ? before.Step + 1 : 0);
        if (!known || step >= before.Step) last[point.Name] = (step, point.Value);
        if (own) series!.Add(new SeriesPoint(step, point.Value));
    }

    /// <summary>The last value by step of each metric, the objective's first, then as they came.</summary>
    public IReadOnlyList<MetricPoint> Last() =>
        [.. order.OrderBy(name => name != objective?.Metric).Select(name => new MetricPoint(name, last[name].Step, last[name].Value))];

    /// <summary>The objective's metric by step, thinned to the limit.</summary>
    public IReadOnlyList<SeriesPoint> Series() => series?.Points(limits.SeriesPoints) ?? [];
}
