using Modelwright.Crds.Models.Analysis;
using Modelwright.Operator.Models.Analysis.Evidence;

namespace Modelwright.Operator.Models.Analysis.Judging;

/// <summary>The current figure beside a limit, so many times in a row.</summary>
internal static class ThresholdJudge
{
    public static AnalysisMetricStatus Judge(AnalysisMetricStatus status, MetricPlan plan, MetricEvidence evidence, JudgeContext context)
    {
        var total = evidence.Stretches.Total();
        status = status with
        {
            Figure = plan.Kind switch
            {
                MetricKind.Query => AnalysisFigure.Value,
                MetricKind.Drift => AnalysisFigure.Distance,
                _ => AnalysisFigure.Rate,
            },
            Limit = Words.Decimal(plan.Max ?? plan.Min),
            Canary = Words.Decimal(evidence.Figure),
            CanaryRequests = plan.Kind == MetricKind.Query ? null : evidence.Predictions?.Canary.Sum() ?? total.CanaryRequests,
            StableRequests = evidence.Predictions?.Stable.Sum() ?? (total.StableRequests > 0 ? total.StableRequests : null),
        };
        if (evidence.Figure is not { } figure) return Waiting(status, plan, evidence, context);
        var told = plan.Kind is MetricKind.Query or MetricKind.Drift ? Words.Number(figure) : Words.Percent(figure);
        var times = $"{evidence.Failures} of {plan.FailureLimit} times in a row";
        return evidence.Failures switch
        {
            0 => status with { Verdict = AnalysisVerdict.NonInferior, Message = $"{told} is within {Limit(plan)}" },
            var failures when failures >= plan.FailureLimit =>
                status with { Verdict = AnalysisVerdict.Harmful, Message = $"{told} is beyond {Limit(plan)}, {times}" },
            _ => status with { Verdict = AnalysisVerdict.Inconclusive, Message = $"{told} is beyond {Limit(plan)}, {times}" },
        };
    }

    private static AnalysisMetricStatus Waiting(
        AnalysisMetricStatus status, MetricPlan plan, MetricEvidence evidence, JudgeContext context)
    {
        if (plan.Kind == MetricKind.Query)
            return status with { Verdict = AnalysisVerdict.NoData, Message = "the query gives no value" };
        if (status.CanaryRequests is null or 0) return status.Without(plan, evidence, context);
        var more = Math.Max(1, context.Settings.MinRequests - (plan.Kind == MetricKind.Drift ? status.CanaryRequests.Value
            : evidence.WindowRequests));
        return status with
        {
            Verdict = AnalysisVerdict.Inconclusive,
            MoreRequests = more,
            MoreSeconds = context.Seconds(evidence.Recent, more),
            Message = $"a figure takes {context.Settings.MinRequests} requests; {context.Longer(evidence.Recent, more)}",
        };
    }

    private static string Limit(MetricPlan plan)
    {
        if (plan.Kind == MetricKind.Query)
            return (plan.Min, plan.Max) switch
            {
                ({ } min, { } max) => $"{Words.Number(min)} to {Words.Number(max)}",
                ({ } min, null) => $"the least of {Words.Number(min)}",
                _ => $"the limit of {Words.Number(plan.Max ?? 0)}",
            };
        return plan.Kind == MetricKind.Drift
            ? $"the limit of {Words.Number(plan.Max ?? 0)}"
            : $"the limit of {Words.Percent(plan.Max ?? 0)}";
    }
}
