using Modelwright.Crds.Models.Analysis;
using Modelwright.Operator.Models.Analysis.Evidence;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Operator.Models.Analysis.Judging;

/// <summary>A share beside a limit of its own.</summary>
internal static class LimitJudge
{
    public static AnalysisMetricStatus Judge(AnalysisMetricStatus status, MetricPlan plan, MetricEvidence evidence, JudgeContext context)
    {
        var counted = context.Subject.Probation
            ? evidence.Stretches.Where(stretch => stretch.Weight == context.Subject.Weight)
            : evidence.Stretches;
        var total = counted.Total();
        var (n, x, limit) = (total.CanaryRequests, total.CanaryFailures, plan.Max ?? 0.5);
        if (n == 0) return status.Without(plan, evidence, context) with { Limit = Words.Decimal(limit), Figure = AnalysisFigure.Rate };
        var found = RateLimit.Assess(n, x, limit, context.Settings.Alpha, context.Sharing);
        var verdict = Verdicts.Of(found.Outcome);
        var early = context.IsEarly(verdict, n);
        var more = early ? context.Settings.MinRequests - n : found.MoreRequests;
        var figures = $"{CountedRequests.Tell(plan, evidence, x, n)}, surely {Words.Percent(found.Lower)} to {Words.Percent(found.Upper)}";
        return status.With(total) with
        {
            Verdict = early ? AnalysisVerdict.Inconclusive : verdict,
            Figure = AnalysisFigure.Rate,
            Limit = Words.Decimal(limit),
            Lower = Words.Decimal(found.Lower),
            Upper = Words.Decimal(found.Upper),
            MoreRequests = more is > 0 ? more : null,
            MoreSeconds = context.Seconds(evidence.Recent, more),
            Message = (early ? AnalysisVerdict.Inconclusive : verdict) switch
            {
                AnalysisVerdict.Harmful => $"{figures}: above the limit of {Words.Percent(limit)}",
                AnalysisVerdict.NonInferior => $"{figures}: below the limit of {Words.Percent(limit)}",
                _ => $"{figures}; the limit is {Words.Percent(limit)}; {context.Longer(evidence.Recent, more)}",
            },
        };
    }
}
