using Modelwright.Operator.Models.Monitoring.Counting;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>What this process knows of requests, by the Model's UID. Memory only; used on the pump.</summary>
public sealed class MonitoringLedger(TimeProvider time)
{
    private readonly Dictionary<string, MonitoringMemory> byModel = new(StringComparer.Ordinal);

    /// <summary>What is known of a Model's requests; null when this process has not read them.</summary>
    public MonitoringMemory? Find(string uid) => byModel.GetValueOrDefault(uid);

    /// <summary>Nothing more is read.</summary>
    public void Forget(string uid) => byModel.Remove(uid);

    /// <summary>Enters what was read; whether there is anything to write.</summary>
    public bool Read(MonitoringTask task, IReadOnlyDictionary<string, ServerFeatures> found, string? problem)
    {
        var before = Find(task.Uid);
        var after = MonitoringAccumulation.Add(before, task, found, problem, time.GetUtcNow());
        byModel[task.Uid] = after;
        return before is null || before.Checkpoint != after.Checkpoint || before.Problem != after.Problem
            || before.Unprofiled != after.Unprofiled || before.TakesLabels != after.TakesLabels;
    }
}
