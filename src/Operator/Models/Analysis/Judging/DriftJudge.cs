using Modelwright.Crds.Models.Analysis;
using Modelwright.Operator.Models.Analysis.Evidence;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Operator.Models.Analysis.Judging;

/// <summary>The distance of two revisions' predictions beside a limit.</summary>
internal static class DriftJudge
{
    public static AnalysisMetricStatus Judge(AnalysisMetricStatus status, MetricPlan plan, MetricEvidence evidence, JudgeContext context)
    {
        var limit = plan.Max ?? 0.5;
        status = status with { Figure = AnalysisFigure.Distance, Limit = Words.Decimal(limit) };
        if (evidence.Predictions is not { } known)
            return status with
            {
                Verdict = AnalysisVerdict.NoData,
                Message = $"waits for {context.Settings.MinRequests} predictions of {context.Subject.Stable} to choose bins by",
            };
        var (canary, stable) = (Counts(known, known.Canary), Counts(known, known.Stable));
        var (n, m) = (canary.Sum(), stable.Sum());
        status = status with { CanaryRequests = n, StableRequests = m };
        if (n == 0 || m == 0)
            return status with
            {
                Verdict = AnalysisVerdict.NoData,
                Message = $"{known.Output}: {(n == 0 ? context.Subject.Canary : context.Subject.Stable)} predicted nothing yet",
            };
        var found = DistributionDistance.Assess(canary, stable, limit, context.Settings.Alpha, context.Sharing);
        var verdict = Verdicts.Of(found.Outcome);
        var early = context.IsEarly(verdict, n);
        if (early) verdict = AnalysisVerdict.Inconclusive;
        var more = early ? context.Settings.MinRequests - n : found.MoreRows;
        var figures = $"{known.Output}: distance {Words.Number(found.Distance)} of {Words.Count(n)} predictions to {Words.Count(m)} of the "
            + $"stable revision, surely {Words.Number(found.Lower)} to {Words.Number(found.Upper)}";
        return status with
        {
            Verdict = verdict,
            Canary = Words.Decimal(found.Distance),
            Lower = Words.Decimal(found.Lower),
            Upper = Words.Decimal(found.Upper),
            MoreRequests = verdict == AnalysisVerdict.Inconclusive && more is > 0 ? more : null,
            MoreSeconds = verdict == AnalysisVerdict.Inconclusive ? context.Seconds(evidence.Recent, more) : null,
            Message = verdict switch
            {
                AnalysisVerdict.Harmful => $"{figures}: above the limit of {Words.Number(limit)}",
                AnalysisVerdict.NonInferior => $"{figures}: below the limit of {Words.Number(limit)}",
                _ => $"{figures}; the limit is {Words.Number(limit)}; {context.Longer(evidence.Recent, more)}",
            },
        };
    }

    /// <summary>Categories are always finite.</summary>
    private static long[] Counts(PredictionCounts known, IReadOnlyList<long> counts) =>
        [.. known.Kind == PredictionKind.Category ? counts.Take(known.Size - 1) : counts];
}
