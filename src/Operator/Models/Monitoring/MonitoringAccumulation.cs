using Modelwright.Operator.Models.Monitoring.Counting;
using Modelwright.Operator.Models.Monitoring.Judging;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>From readings to windows, and from windows that are over to judgements.</summary>
internal static class MonitoringAccumulation
{
    /// <summary>What is known after a reading.</summary>
    public static MonitoringMemory Add(MonitoringMemory? known, MonitoringTask task, IReadOnlyDictionary<string, ServerFeatures> found,
        string? problem, DateTimeOffset now)
    {
        var settings = MonitoringSettings.Of(task.Monitoring);
        var memory = known?.Record.Revision == task.Revision ? known : Begin(task, now);
        List<ServerFeatures> own = [.. task.Servers.Where(server => server.Revision == task.Revision)
            .OrderBy(server => server.Uid, StringComparer.Ordinal)
            .Select(server => found.GetValueOrDefault(server.Uid)).OfType<ServerFeatures>()];
        var profiled = own.FirstOrDefault(server => server.Profile is not null);
        memory = memory with
        {
            AskedTime = now,
            AnsweredTime = own.Count > 0 ? now : memory.AnsweredTime,
            Problem = own.Count > 0 ? null : problem,
            Unprofiled = own.Count == 0 ? memory.Unprofiled
                : profiled is null ? own[0].Problem ?? "the version has no reference profile" : null,
            TakesLabels = own.Count == 0 ? memory.TakesLabels : own.Any(server => server.TakesLabels),
            References = profiled?.References ?? memory.References,
            Record = WithProfile(memory.Record, profiled?.Profile) with { Evaluation = task.Evaluation ?? memory.Record.Evaluation },
        };
        var growth = Growth.Of(task, memory, found);
        var before = memory.Record;
        var record = Judged(Counted(before, settings, growth, now), memory, settings, now);
        var closed = !Equals(before.Drift, record.Drift) || !Equals(before.Quality, record.Quality)
            || !Equals(before.Performance, record.Performance);
        var due = closed || now - memory.CheckpointTime >= settings.SubWindow;
        return memory with
        {
            Record = record,
            Checkpoint = due ? CheckpointText.Write(record) : memory.Checkpoint,
            CheckpointTime = due ? now : memory.CheckpointTime,
            // Without its last reading, a pod that is not ready for a while would be counted from zero again.
            Servers = memory.Servers.Where(pair => task.Pods.Contains(pair.Key) && !found.ContainsKey(pair.Key))
                .Concat(found).ToDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>Goes on from what a predecessor wrote down of the same revision, or begins.</summary>
    private static MonitoringMemory Begin(MonitoringTask task, DateTimeOffset now)
    {
        var record = CheckpointText.Read(task.Checkpoint) is { } seed && seed.Revision == task.Revision
            ? seed
            : MonitoringRecord.Begin(task.Revision, now);
        return new() { Record = record, Checkpoint = CheckpointText.Write(record), CheckpointTime = now, FirstTime = now };
    }

    /// <summary>Other bins: what was counted before says nothing in them.</summary>
    private static MonitoringRecord WithProfile(MonitoringRecord record, string? profile)
    {
        if (profile is null || record.Profile == profile) return record;
        return record.Profile is null
            ? record with { Profile = profile }
            : record with { Profile = profile, DriftWindow = null, DriftEvidence = 0, QualityWindow = null };
    }

    private static MonitoringRecord Counted(MonitoringRecord record, MonitoringSettings settings, Growth growth, DateTimeOffset now)
    {
        var block = settings.Performance is null ? null : record.Block ?? new(now, 0, 0, growth.Numbers ?? false);
        if (block is not null && growth.Numbers is { } numbers)
            block = block.Numbers == numbers
                ? block with { Labels = block.Labels + growth.Labels, Error = block.Error + growth.Error }
                : new(now, growth.Labels, growth.Error, numbers);
        return record with
        {
            DriftWindow = settings.Drift is null ? null : (record.DriftWindow ?? OpenWindow.At(now)).Add(growth.Columns),
            QualityWindow = settings.Quality is null ? null : (record.QualityWindow ?? OpenWindow.At(now)).Add(growth.Columns),
            Block = block,
            Labels = record.Labels + growth.Labels,
            Issued = settings.Performance is null ? [] : LabelCoverage.Add(record.Issued, growth.Issued, settings.Performance, now),
        };
    }

    private static MonitoringRecord Judged(
        MonitoringRecord record, MonitoringMemory memory, MonitoringSettings settings, DateTimeOffset now)
    {
        if (settings.Quality is { } quality && record.QualityWindow is { } values && memory.References.Count > 0)
        {
            var (over, window) = values.At(now, quality.Window);
            record = over
                ? record with
                {
                    Quality = QualityJudge.Judge(record, window, memory.References, quality, settings.FalseAlarmsPerYear, now),
                    QualityWindow = OpenWindow.At(now),
                }
                : record with { QualityWindow = window };
        }

        if (settings.Drift is { } drift && record.DriftWindow is { } rows && memory.References.Count > 0)
        {
            var (over, window) = rows.At(now, drift.Window);
            record = over
                ? DriftJudge.Judge(record, window, memory.References, settings, drift, now) with { DriftWindow = OpenWindow.At(now) }
                : record with { DriftWindow = window };
        }

        return settings.Performance is { } performance && record.Block?.IsOver(now, performance.Window) == true
            ? PerformanceJudge.Judge(record, record.Block, performance, settings.FalseAlarmsPerYear, now)
            : record;
    }
}
