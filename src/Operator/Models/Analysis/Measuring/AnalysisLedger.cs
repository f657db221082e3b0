namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>What this process knows of rollouts, by the Model's UID. Memory only; used on the pump.</summary>
public sealed class AnalysisLedger(TimeProvider time)
{
    private readonly Dictionary<string, AnalysisMemory> byModel = new(StringComparer.Ordinal);

    /// <summary>What is known of a Model's rollout; null when this process has not measured it.</summary>
    public AnalysisMemory? Find(string uid) => byModel.GetValueOrDefault(uid);

    /// <summary>Nothing more is measured.</summary>
    public void Forget(string uid) => byModel.Remove(uid);

    /// <summary>Enters what was read; whether it says anything new.</summary>
    public bool Measured(MeasurementTask task, Readings readings)
    {
        var before = Find(task.Uid)?.Evidence;
        var after = Accumulation.Add(Find(task.Uid), task, readings, time.GetUtcNow());
        byModel[task.Uid] = after;
        return before is null || before.LastTime != after.Evidence.LastTime || !before.Metrics.SequenceEqual(after.Evidence.Metrics);
    }
}
