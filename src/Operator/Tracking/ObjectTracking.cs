using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.Tracking;

/// <summary>What controllers see of tracking. Without a server they see nothing, and nothing is done.</summary>
public sealed class ObjectTracking(TrackingSettings? settings, TrackingLedger ledger, RecordQueue queue, TimeProvider time)
{
    /// <summary>The server; null: none is configured.</summary>
    public TrackingSettings? Settings => settings;

    /// <summary>What is known of an object's record, whose status says this of it.</summary>
    public TrackingMemory? Find(string uid, TrainingTracking? tracking)
    {
        if (settings is null) return null;
        if (TrackingPolicy.IsOver(tracking)) ledger.Forget(uid);
        else ledger.Known(uid, tracking);
        return ledger.Find(uid);
    }

    /// <summary>An object is gone; a record that is still open is closed, as far as the server answers soon.</summary>
    public void Deleted(string uid, TrainingTracking? tracking, Func<TrackingSettings, TrackingRecord> record)
    {
        var known = ledger.Find(uid);
        tracking = known?.Tracking ?? tracking;
        if (settings is not null && !TrackingPolicy.IsOver(tracking) && (tracking is not null || known is not null))
            queue.Add(record(settings).AtDeletion(time.GetUtcNow()), tracking?.RunId, time.GetUtcNow() + settings.Grace);
        else
            ledger.Forget(uid);
    }
}
