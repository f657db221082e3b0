using Modelwright.Crds.Models.Analysis;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Operator.Models.Analysis.Judging;

/// <summary>From the metrics' verdicts to the one of the revision.</summary>
internal static class OverallJudge
{
    /// <summary>The worst decides: harm, then no measurement, then no data, then not enough of it.</summary>
    private static readonly AnalysisVerdict[] Order =
        [AnalysisVerdict.Harmful, AnalysisVerdict.Unavailable, AnalysisVerdict.NoData, AnalysisVerdict.Inconclusive];

    public static (AnalysisVerdict Verdict, string Message) Judge(
        IReadOnlyList<AnalysisMetricStatus> metrics, SplitAssessment split, AnalysisSubject subject)
    {
        if (metrics.Count == 0) return (AnalysisVerdict.NoData, "no metric has a limit of its own (max): only crashes are watched");
        List<AnalysisMetricStatus> judged = [.. metrics.Where(metric => !IsLater(metric, subject))];
        if (judged.Count == 0)
            return (AnalysisVerdict.NoData,
                "at weight 0 the new revision gets only copies: a metric shadowDisagreement or predictionDrift is needed to judge by them");
        foreach (var verdict in Order)
        {
            List<AnalysisMetricStatus> found = [.. judged.Where(metric => metric.Verdict == verdict)];
            if (found.Count > 0) return (verdict, Tell(found) + (split.IsSuspect ? $"; {SplitJudge.Tell(split)}" : ""));
        }

        return split.IsSuspect
            ? (AnalysisVerdict.Inconclusive, SplitJudge.Tell(split))
            : (AnalysisVerdict.NonInferior, Tell(judged));
    }

    /// <summary>It is about requests, of which the canary has none yet; its turn comes with a weight.</summary>
    private static bool IsLater(AnalysisMetricStatus metric, AnalysisSubject subject) =>
        subject is { Weight: 0, Mirror: > 0 } && metric is { Verdict: AnalysisVerdict.NoData, CanaryRequests: 0 }
        && metric.Figure != AnalysisFigure.Distance && metric.Measures != "disagreement";

    private static string Tell(IEnumerable<AnalysisMetricStatus> metrics) =>
        string.Join("; ", metrics.Select(metric => $"{metric.Name}: {metric.Message}"));
}
