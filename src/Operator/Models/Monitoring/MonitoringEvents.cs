using Modelwright.Crds.Models;
using Modelwright.Crds.Models.Monitoring;
using Modelwright.Operator.Models.Analysis.Judging;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>One event per alarm, and one for its end.</summary>
internal static class MonitoringEvents
{
    private const string Action = "Monitor";
    private const int MaxNote = 900;

    public static IEnumerable<Emit> Of(Model model, MonitoringOutcome outcome)
    {
        var (before, regarding) = (model.Status, ObjectReference.To(model));
        if (outcome.Drift is { } drift && before?.Drift?.State is var was && was != drift.State)
        {
            if (drift.State == DriftState.Drift) yield return Warning("DriftDetected", drift.Message);
            if (drift.State == DriftState.NoDrift && was == DriftState.Drift) yield return Normal("DriftEnded", drift.Message);
            if (drift.State == DriftState.NoData) yield return Warning("DriftUnknown", drift.Message);
        }

        if (outcome.Quality is { } quality && before?.DataQuality?.State is var had && had != quality.State)
        {
            if (quality.State == DataQualityState.Violated) yield return Warning("DataQualityViolated", quality.Message);
            if (quality.State == DataQualityState.Ok && had == DataQualityState.Violated)
                yield return Normal("DataQualityRestored", quality.Message);
        }

        if (outcome.Performance is { } performance && before?.Performance?.State is var did && did != performance.State)
        {
            if (performance.State == PerformanceState.Degraded) yield return Warning("PerformanceDegraded", performance.Message);
            if (performance.State == PerformanceState.Ok && did == PerformanceState.Degraded)
                yield return Normal("PerformanceRestored", performance.Message);
        }

        Emit Warning(string reason, string? note) => new(regarding, EventSeverity.Warning, reason, Action, Words.Cut(note ?? "", MaxNote));
        Emit Normal(string reason, string? note) => new(regarding, EventSeverity.Normal, reason, Action, Words.Cut(note ?? "", MaxNote));
    }
}
