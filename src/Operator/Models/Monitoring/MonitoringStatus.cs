using Modelwright.Crds.Models.Monitoring;
using Modelwright.Operator.Models.Analysis.Judging;
using Modelwright.Operator.Models.Planning;

namespace Modelwright.Operator.Models.Monitoring;

/// <summary>What the status says: what was judged, or why nothing was.</summary>
internal static class MonitoringStatus
{
    /// <summary>The parts of the status.</summary>
    public static MonitoringOutcome Of(ModelObserved observed, MonitoringSettings settings, RevisionView? serving, MonitoringMemory? memory,
        MonitoringRecord? record)
    {
        var (before, now) = (observed.Model.Status, observed.Now);
        var silent = memory?.Problem is not null && now - (memory.AnsweredTime ?? memory.FirstTime) > settings.Patience;
        return new()
        {
            Drift = settings.Drift is null ? null : Drift(),
            Quality = settings.Quality is null ? null : Quality(),
            Performance = settings.Performance is null ? null : Performance(),
        };

        DriftStatus Drift()
        {
            var (state, message) = memory?.Unprofiled is { } unprofiled ? (DriftState.Off, unprofiled)
                : silent ? (DriftState.NoData, memory!.Problem)
                : record?.Drift is { } judged ? (judged.State, judged.Message)
                : (DriftState.Collecting, Waiting(settings.Drift.Window, "rows"));
            var since = record?.Drift is { } known && known.State == state ? known.Since
                : before?.Drift is { } last && last.State == state && last.Revision == serving?.Name ? last.Since : Times.Whole(now);
            return (record?.Drift ?? new()) with
            {
                State = state,
                Message = Cut(message),
                Since = since,
                Revision = serving?.Name,
                Version = Version(serving),
            };
        }

        DataQualityStatus Quality()
        {
            var known = memory?.Unprofiled is null && !silent ? record?.Quality : null;
            if (known is not null) return known;
            var message = memory?.Unprofiled ?? (silent ? memory!.Problem : Waiting(settings.Quality.Window, "rows"));
            var since = before?.DataQuality is { State: DataQualityState.Unknown } last && last.Revision == serving?.Name
                ? last.Since
                : null;
            return new()
            {
                State = DataQualityState.Unknown,
                Message = Cut(message),
                Since = since ?? Times.Whole(now),
                Revision = serving?.Name,
            };
        }

        PerformanceStatus Performance()
        {
            if (!silent && record?.Performance is { } known) return known;
            var message = silent ? memory!.Problem
                : memory is { TakesLabels: false, AnsweredTime: not null } ? "the servers take no labels: feedback is off"
                : Waiting(settings.Performance.Window, "labels");
            var since = before?.Performance is { State: PerformanceState.Unknown } last && last.Revision == serving?.Name
                ? last.Since
                : null;
            return new()
            {
                State = PerformanceState.Unknown,
                Message = Cut(message),
                Since = since ?? Times.Whole(now),
                Revision = serving?.Name,
            };
        }
    }

    /// <summary>The ModelVersion that a revision serves.</summary>
    public static string? Version(RevisionView? view) => view?.Target?.Version ?? view?.Recorded?.Version ?? view?.Snapshot?.Version;

    private static string Waiting(WindowLength window, string what) =>
        $"the first window is over after {Words.Span(window.Length.TotalSeconds)} and {Words.Count(window.MinRows)} {what}";

    private static string? Cut(string? message) => message is null ? null : Words.Cut(message, MonitoringLimits.MaxMessage);
}
