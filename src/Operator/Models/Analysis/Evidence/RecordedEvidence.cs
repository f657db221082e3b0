using System.Globalization;
using Modelwright.Crds.Models.Analysis;
using Modelwright.Statistics.LogLinear;

namespace Modelwright.Operator.Models.Analysis.Evidence;

/// <summary>
/// Reads back from a status what was counted, so that a new process goes on from there. A status is input like any other: what is not whole
/// is dropped.
/// </summary>
internal static class RecordedEvidence
{
    /// <summary>The evidence that a status has; null when it has none.</summary>
    public static AnalysisEvidence? Read(AnalysisStatus? status)
    {
        if (status is not { RolloutTime: { } rollout, Canary.Length: > 0, Stable.Length: > 0 }) return null;
        return AnalysisEvidence.None(status.Canary, status.Stable, rollout) with
        {
            StartTime = status.StartTime,
            LastTime = status.LastTime,
            Requests = StretchList.Read(status.Requests),
            Metrics = [.. (status.Metrics ?? []).Take(AnalysisLimits.MaxMetrics).Select(Metric).OfType<MetricEvidence>()],
        };
    }

    private static MetricEvidence? Metric(AnalysisMetricStatus metric) => metric.Measures is not { } measures ? null : new()
    {
        Name = metric.Name,
        Measures = measures,
        Stretches = StretchList.Read(metric.Evidence),
        Bin = metric.LatencyBin is >= 0 and < LatencyBins.Last ? metric.LatencyBin : null,
        Predictions = Predictions(metric),
        Figure = double.TryParse(metric.Canary, NumberStyles.Float, CultureInfo.InvariantCulture, out var figure) ? figure : null,
        Failures = Math.Max(0, metric.Failures ?? 0),
        WindowRequests = Math.Max(0, metric.WindowRequests ?? 0),
        WindowFailures = Math.Clamp(metric.WindowFailures ?? 0, 0, Math.Max(0, metric.WindowRequests ?? 0)),
        Errors = Math.Max(0, metric.Errors ?? 0),
        Problem = metric.Problem,
    };

    private static PredictionCounts? Predictions(AnalysisMetricStatus metric)
    {
        if (metric is not { Output: { } output, OutputKind: { } kind, Bins: { } bins, CanaryCounts: { } canary, StableCounts: { } stable })
            return null;
        var counts = new PredictionCounts { Output = output, Kind = kind, Bins = bins, Canary = canary, Stable = stable };
        var whole = canary.Count == counts.Size && stable.Count == counts.Size && canary.Concat(stable).All(count => count >= 0)
            && bins.Count <= AnalysisLimits.MaxBins && (kind == PredictionKind.Category || Cuts(bins) is not null);
        return whole ? counts : null;
    }

    /// <summary>The cuts that the bins of numbers stand for; null where they do not ascend.</summary>
    public static LogLinearCuts? Cuts(IReadOnlyList<string> bins)
    {
        var cuts = new List<int>();
        foreach (var bin in bins)
        {
            if (!int.TryParse(bin, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cut)) return null;
            if (Math.Abs((long)cut) > LogLinearBins.MaxIndex || (cuts.Count > 0 && cut <= cuts[^1])) return null;
            cuts.Add(cut);
        }

        return new(cuts);
    }
}
