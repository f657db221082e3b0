using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.Tracking;

/// <summary>What this process knows of the records on the server, by the objects' UIDs. Memory only; used on the pump.</summary>
public sealed class TrackingLedger
{
    private readonly Dictionary<string, TrackingMemory> byUid = new(StringComparer.Ordinal);

    /// <summary>How many objects it knows.</summary>
    public int Count => byUid.Count;

    /// <summary>What is known of an object.</summary>
    public TrackingMemory? Find(string uid) => byUid.GetValueOrDefault(uid);

    /// <summary>Nothing more will be asked about an object.</summary>
    public void Forget(string uid) => byUid.Remove(uid);

    /// <summary>A record is to be sent.</summary>
    public void Queued(string uid, string hash) => byUid[uid] = (Find(uid) ?? new(null, null, null)) with { Queued = hash };

    /// <summary>The server has a record; whether the object's status has to change for it.</summary>
    public bool Recorded(string uid, string hash, TrainingTracking tracking)
    {
        var before = Find(uid);
        byUid[uid] = new(tracking, hash, before?.Queued == hash ? null : before?.Queued);
        return before?.Tracking != tracking;
    }

    /// <summary>The server did not take a record, or it was given up; whether the object's status has to change for it.</summary>
    public bool Failed(string uid, TrackingState state, string message)
    {
        var before = Find(uid) ?? new(null, null, null);
        var tracking = (before.Tracking ?? new()) with { State = state, Message = message };
        byUid[uid] = before with { Tracking = tracking };
        return before.Tracking != tracking;
    }

    /// <summary>What the object's status says, for a process that has just started.</summary>
    public void Known(string uid, TrainingTracking? tracking)
    {
        if (tracking is not null && !byUid.ContainsKey(uid)) byUid[uid] = new(tracking, null, null);
    }
}
