namespace Modelwright.Operator.Tracking;

/// <summary>What has to be sent so that the server has a record. Pure: the same record twice sends nothing the second time.</summary>
public static class RunDifference
{
    // JSON's own marks and the longest number, with room to spare.
    private const int Overhead = 128;

    // Escaped, a UTF-16 code unit is at most \uXXXX.
    private const int EscapedBytes = 6;

    /// <summary>The batches, in order.</summary>
    public static IReadOnlyList<MlflowBatch> Batches(TrackingRecord record, TrackedRun run)
    {
        List<KeyValuePair<string, string>> parameters = [.. record.Params.Where(pair => !run.Params.ContainsKey(pair.Key))
            .Select(pair => KeyValuePair.Create(pair.Key, MlflowLimits.Cut(pair.Value, MlflowLimits.MaxParamValue)))];
        List<KeyValuePair<string, string>> tags = [.. record.Tags
            .Select(pair => KeyValuePair.Create(pair.Key, MlflowLimits.Cut(pair.Value, MlflowLimits.MaxTagValue)))
            .Where(pair => !run.Tags.TryGetValue(pair.Key, out var known) || known != pair.Value)];
        return Split(parameters, tags, Metrics(record, run), record.SeriesKey);
    }

    /// <summary>The run's state there is not the record's.</summary>
    public static bool NeedsUpdate(TrackingRecord record, TrackedRun run) =>
        run.State != record.State || (record.Ended && run.EndTime != record.EndTime);

    private static List<RecordedMetric> Metrics(TrackingRecord record, TrackedRun run)
    {
        var known = run.Series.Select(point => (point.Step, point.Stored)).ToHashSet();
        List<RecordedMetric> sent = [.. record.Series.Where(point => known.Add((point.Step, point.Stored)))];
        var latest = new Dictionary<string, RecordedMetric>(run.Latest);
        foreach (var point in sent)
            if (!latest.TryGetValue(point.Key, out var before) || before.Step <= point.Step) latest[point.Key] = point;
        foreach (var metric in record.Metrics)
        {
            var before = latest.GetValueOrDefault(metric.Key);
            if (before is null || metric.Step > before.Step || (metric.Step == before.Step && !before.Stored.Equals(metric.Stored)))
                sent.Add(metric);
            // The value that counts is of a lower step than one of an earlier attempt, but servers show that of the highest step.
            else if (record.Ended && !before.Stored.Equals(metric.Stored))
                sent.Add(metric with { Step = before.Step });
        }

        return sent;
    }

    private static List<MlflowBatch> Split(List<KeyValuePair<string, string>> parameters, List<KeyValuePair<string, string>> tags,
        List<RecordedMetric> metrics, string? seriesKey)
    {
        List<MlflowBatch> batches = [];
        for (int p = 0, t = 0, m = 0; p < parameters.Count || t < tags.Count || m < metrics.Count;)
        {
            var room = MlflowLimits.MaxBatchBytes;
            var firstParams = Take(parameters, ref p, MlflowLimits.MaxParamsOrTags, ref room, Size);
            var firstTags = Take(tags, ref t, MlflowLimits.MaxParamsOrTags, ref room, Size);
            var left = MlflowLimits.MaxEntities - firstParams.Count - firstTags.Count;
            var firstMetrics = Take(metrics, ref m, left, ref room, metric => metric.Key.Length + Overhead);
            batches.Add(new(firstParams, firstTags, firstMetrics, seriesKey));
        }

        return batches;
    }

    private static List<T> Take<T>(List<T> all, ref int next, int most, ref int room, Func<T, int> size)
    {
        var start = next;
        while (next < all.Count && next - start < most && size(all[next]) <= room) room -= size(all[next++]);
        return all.GetRange(start, next - start);
    }

    private static int Size(KeyValuePair<string, string> pair) => Overhead + pair.Key.Length + (pair.Value.Length * EscapedBytes);
}
