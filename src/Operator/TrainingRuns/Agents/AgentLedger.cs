using System.Text.Json;
using Modelwright.Crds;

namespace Modelwright.Operator.TrainingRuns.Agents;

/// <summary>What this process knows of the agents of running pods, by run. Memory only; used on the pump.</summary>
public sealed class AgentLedger(TimeProvider time)
{
    private readonly Dictionary<string, (AgentMemory Memory, string Text)> byRun = new(StringComparer.Ordinal);

    /// <summary>What is known of a pod of a run; what was known of its earlier pods is forgotten.</summary>
    public AgentMemory? Find(string runUid, string? podUid)
    {
        if (!byRun.TryGetValue(runUid, out var known)) return null;
        if (known.Memory.PodUid == podUid) return known.Memory;
        byRun.Remove(runUid);
        return null;
    }

    /// <summary>Nothing more will be asked about a run.</summary>
    public void Forget(string runUid) => byRun.Remove(runUid);

    /// <summary>The agent answered; whether it had something new to say.</summary>
    public bool Answered(string runUid, string podUid, TrainingReport? report)
    {
        var now = time.GetUtcNow();
        var before = Find(runUid, podUid);
        var text = JsonSerializer.Serialize(report, CrdJson.Options);
        var isNews = before?.Report is null ? report is { Progress: not null } or { Metrics.Count: > 0 } : byRun[runUid].Text != text;
        var newsTime = isNews ? now : before?.NewsTime;
        byRun[runUid] = (new(podUid, now, report, newsTime, before?.Stopped ?? false, null), text);
        return isNews || before?.Failure is not null;
    }

    /// <summary>The agent has written the stop file.</summary>
    public void Stopped(string runUid, string podUid)
    {
        var (before, text) = (Find(runUid, podUid), byRun.GetValueOrDefault(runUid).Text ?? "");
        byRun[runUid] = ((before ?? new(podUid, time.GetUtcNow(), null, null, false, null)) with { Stopped = true }, text);
    }

    /// <summary>The agent did not answer.</summary>
    public void Failed(string runUid, string podUid, string message)
    {
        var (before, text) = (Find(runUid, podUid), byRun.GetValueOrDefault(runUid).Text ?? "");
        var memory = before ?? new(podUid, time.GetUtcNow(), null, null, false, null);
        byRun[runUid] = (memory with { AskedTime = time.GetUtcNow(), Failure = message }, text);
    }
}
