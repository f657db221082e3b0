using Modelwright.Crds.TrainingRuns;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Tracking;

/// <summary>
/// Decides what an object's status says of its record, and whether the record has to be sent. An object that has ended and whose record is
/// closed or given up is not looked at again.
/// </summary>
public static class TrackingPolicy
{
    /// <summary>Nothing more will be sent.</summary>
    public static bool IsOver(TrainingTracking? tracking) => tracking?.State is TrackingState.Closed or TrackingState.Abandoned;

    /// <summary>The status to write, and the effect that sends the record; unchanged and null where nothing is to do.</summary>
    public static (TrainingTracking? Tracking, External? Effect) Decide(TrainingTracking? current, TrackingMemory? memory,
        TrackingRecord? record)
    {
        if (record is null || (IsOver(current) && record.Ended)) return (current, null);
        var tracking = memory?.Tracking ?? current;
        // A search that had ended may be extended.
        if (IsOver(tracking) && !record.Ended) tracking = tracking! with { State = TrackingState.Open, Message = null };
        // Records are about what is there to look at: what waits for its data or for a node is not there yet.
        if (IsOver(tracking) || (tracking is null && record.State == RunState.Scheduled)) return (tracking, null);
        var hash = record.Hash;
        return (tracking, hash == memory?.Recorded || hash == memory?.Queued ? null : RecordQueue.Effect(record, hash, tracking?.RunId));
    }

    /// <summary>
    /// How much longer an ended object has to be kept, counted from when it was to go; zero or less: no longer.
    /// </summary>
    public static TimeSpan Keep(TrainingTracking? tracking, TrackingSettings? settings, TimeSpan left) =>
        settings is null || IsOver(tracking) ? left : left + settings.Grace;
}
