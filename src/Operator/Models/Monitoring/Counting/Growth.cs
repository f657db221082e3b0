namespace Modelwright.Operator.Models.Monitoring.Counting;

/// <summary>What was counted between two readings of the Model's servers.</summary>
internal sealed class Growth
{
    private readonly Dictionary<string, Tally> columns = new(StringComparer.Ordinal);

    /// <summary>By column, of the watched revision's servers.</summary>
    public IReadOnlyDictionary<string, Tally> Columns => columns;

    /// <summary>Predictions of the watched revision that a label may come for.</summary>
    public long Issued { get; private set; }

    /// <summary>Labels of the watched revision's predictions.</summary>
    public long Labels { get; private set; }

    /// <summary>What was wrong of them.</summary>
    public double Error { get; private set; }

    /// <summary>Predictions are numbers; null without labels.</summary>
    public bool? Numbers { get; private set; }

    /// <summary>
    /// Counted is what grew. A process that is not known counts from zero if it began after this operator did; one that is older was
    /// counted by a predecessor, or belongs to an earlier time, and is read first.
    /// </summary>
    public static Growth Of(MonitoringTask task, MonitoringMemory memory, IReadOnlyDictionary<string, ServerFeatures> found)
    {
        var growth = new Growth();
        foreach (var server in task.Servers.OrderBy(server => server.Uid, StringComparer.Ordinal))
        {
            if (!found.TryGetValue(server.Uid, out var reading)) continue;
            var before = memory.Servers.GetValueOrDefault(server.Uid);
            if (before is null && !(server.CreatedTime >= memory.FirstTime)) continue;
            var known = before?.Start == reading.Start ? before : null;
            if (reading.Revision == task.Revision) growth.AddRows(reading, known, memory.Record.Profile);
            growth.AddLabels(reading, known, task.Revision);
        }

        return growth;
    }

    private void AddRows(ServerFeatures reading, ServerFeatures? known, string? profile)
    {
        Issued += Math.Max(0, reading.Issued - (known?.Issued ?? 0));
        if (reading.Profile is null || (profile is not null && reading.Profile != profile)) return;
        foreach (var (name, tally) in reading.Tallies)
        {
            var grown = known?.Tallies.TryGetValue(name, out var before) == true ? tally.Since(before) : tally;
            if (grown is not null) columns[name] = columns.TryGetValue(name, out var sum) ? sum.Add(grown) : grown;
        }
    }

    private void AddLabels(ServerFeatures reading, ServerFeatures? known, string revision)
    {
        // A revision has scores of both kinds where its predictions changed from one to the other: those that grow are of today.
        var grown = reading.Scores.Where(pair => pair.Key.Revision == revision)
            .Select(pair => known?.Scores.TryGetValue(pair.Key, out var before) == true ? pair.Value.Since(before) : pair.Value)
            .OfType<LabelScore>().OrderByDescending(score => score.Rows).ThenBy(score => score.Numbers).FirstOrDefault();
        if (grown is null || (Numbers is { } kind && kind != grown.Numbers)) return;
        (Labels, Error, Numbers) = (Labels + grown.Rows, Error + grown.Error, grown.Numbers);
    }
}
