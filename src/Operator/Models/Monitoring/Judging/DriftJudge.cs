using Modelwright.Crds.Models.Monitoring;
using Modelwright.Operator.Models.Analysis.Judging;
using Modelwright.Operator.Models.Monitoring.Counting;
using Modelwright.Statistics.Multiplicity;
using Modelwright.Statistics.Sequential.Alarms;

namespace Modelwright.Operator.Models.Monitoring.Judging;

/// <summary>
/// Whether requests have drifted: each feature of a window by its PSI, all features by Benjamini and Hochberg, all windows by an e-detector
/// that raises a false alarm as rarely as the spec says.
/// </summary>
internal static class DriftJudge
{
    /// <summary>Judges a window that is over.</summary>
    public static MonitoringRecord Judge(MonitoringRecord record, OpenWindow window, IReadOnlyList<ColumnReference> references,
        MonitoringSettings settings, DriftSettings drift, DateTimeOffset now)
    {
        var bad = Bad(window, references, settings);
        List<FeatureComparison> all = [.. references.Where(reference => drift.Watched.Has(reference.Name))
            .Take(MonitoringLimits.MaxFeatures)
            .Select(reference => FeatureComparison.Of(reference, window.Counts.GetValueOrDefault(reference.Name), drift,
                bad.GetValueOrDefault(reference.Name)))];
        List<FeatureComparison> judged = [.. all.Where(feature => feature.Judged)];
        double[] values = [.. judged.Select(feature => feature.PValue)];
        var alarmAt = WindowDetector.AlarmAt(drift.Window.Length, settings.FalseAlarmsPerYear);
        var detector = new WindowDetector(record.DriftEvidence);
        if (judged.Count > 0) detector = detector.Add(WindowDetector.OfPValues(values));
        var alarm = judged.Count > 0 && detector.Evidence >= alarmAt;
        var before = record.Drift;

        // An alarm lasts as long as any feature is beyond its threshold, or none can be judged.
        var lasts = before?.State == DriftState.Drift && (judged.Count == 0 || judged.Any(feature => feature.Exceeds));
        var state = alarm || lasts ? DriftState.Drift : DriftState.NoDrift;
        var features = Shown(all, judged, BenjaminiHochberg.Adjust(values), before, now);
        return record with
        {
            DriftEvidence = alarm ? 0 : detector.Evidence,
            Drift = new()
            {
                State = state,
                Since = before?.State == state ? before.Since : Times.Whole(now),
                Message = Words.Cut(DriftWords.Message(all, features, state, references, drift), MonitoringLimits.MaxMessage),
                Revision = record.Revision,
                Window = new() { Start = Times.Whole(window.Start), End = Times.Whole(now), Rows = window.Rows },
                Windows = (before?.Windows ?? 0) + 1,
                Evidence = Words.Decimal(detector.Evidence),
                AlarmAt = Words.Decimal(alarmAt),
                Features = features.Count > 0 ? features : null,
                FeatureCount = judged.Count,
            },
        };
    }

    /// <summary>The strongest evidence first.</summary>
    private static List<FeatureDrift> Shown(
        List<FeatureComparison> all, List<FeatureComparison> judged, double[] adjusted, DriftStatus? before, DateTimeOffset now)
    {
        var p = judged.Zip(adjusted).ToDictionary(pair => pair.First.Reference.Name, pair => pair.Second, StringComparer.Ordinal);
        return [.. all.OrderBy(feature => feature.Judged ? p[feature.Reference.Name] : 2)
            .ThenByDescending(feature => feature.Psi / Math.Max(feature.Threshold, 1e-9))
            .Take(MonitoringLimits.MaxShown)
            .Select(feature => feature.Status(feature.Judged ? p[feature.Reference.Name] : null,
                before?.Features?.FirstOrDefault(other => other.Name == feature.Reference.Name), now))];
    }

    /// <summary>Bad data over the whole window, by column; it would look like drift.</summary>
    private static Dictionary<string, DataQualityViolation> Bad(
        OpenWindow window, IReadOnlyList<ColumnReference> references, MonitoringSettings settings) =>
        settings.Quality is not { } quality
            ? []
            : QualityJudge.Violations(window, references, quality, settings.FalseAlarmsPerYear)
                .DistinctBy(violation => violation.Feature).ToDictionary(violation => violation.Feature, StringComparer.Ordinal);
}
