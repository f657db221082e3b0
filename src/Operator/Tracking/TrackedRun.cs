namespace Modelwright.Operator.Tracking;

/// <summary>A run as the server has it.</summary>
public sealed record TrackedRun
{
    /// <summary>Its id.</summary>
    public required string RunId { get; init; }

    /// <summary>The id of its experiment.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>Its state.</summary>
    public RunState? State { get; init; }

    /// <summary>Somebody deleted it there.</summary>
    public bool Deleted { get; init; }

    /// <summary>When it started, in milliseconds since 1970.</summary>
    public long StartTime { get; init; }

    /// <summary>When it ended, likewise.</summary>
    public long? EndTime { get; init; }

    /// <summary>Its parameters.</summary>
    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Of each metric the value of the highest step.</summary>
    public IReadOnlyDictionary<string, RecordedMetric> Latest { get; init; } = new Dictionary<string, RecordedMetric>();

    /// <summary>The values of the metric that is recorded step by step, as far as they are known.</summary>
    public IReadOnlyList<RecordedMetric> Series { get; init; } = [];

    /// <summary>The run after it took a batch.</summary>
    public TrackedRun With(MlflowBatch batch)
    {
        if (batch.IsEmpty) return this;
        var latest = new Dictionary<string, RecordedMetric>(Latest);
        foreach (var metric in batch.Metrics)
            if (!latest.TryGetValue(metric.Key, out var before) || before.Step <= metric.Step) latest[metric.Key] = metric;
        return this with
        {
            Params = Merge(Params, batch.Params),
            Tags = Merge(Tags, batch.Tags),
            Latest = latest,
            Series = [.. Series, .. batch.Metrics.Where(metric => metric.Key == batch.SeriesKey)],
        };
    }

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> before,
        IReadOnlyList<KeyValuePair<string, string>> added)
    {
        var all = new Dictionary<string, string>(before);
        foreach (var (key, value) in added) all[key] = value;
        return all;
    }
}
