using Modelwright.Crds.Models.Analysis;
using Modelwright.Operator.Models.Analysis.Evidence;

namespace Modelwright.Operator.Models.Analysis.Judging;

/// <summary>How counts of requests are told.</summary>
internal static class CountedRequests
{
    /// <summary>Counts and shares of both.</summary>
    public static AnalysisMetricStatus With(this AnalysisMetricStatus status, Stretch total) => status with
    {
        CanaryRequests = total.CanaryRequests,
        StableRequests = total.StableRequests > 0 ? total.StableRequests : null,
        Canary = total.CanaryRequests > 0 ? Words.Decimal((double)total.CanaryFailures / total.CanaryRequests) : null,
        Stable = total.StableRequests > 0 ? Words.Decimal((double)total.StableFailures / total.StableRequests) : null,
    };

    /// <summary>There was nothing to judge by.</summary>
    public static AnalysisMetricStatus Without(this AnalysisMetricStatus status, MetricPlan plan, MetricEvidence evidence,
        JudgeContext context) => status with
        {
            Verdict = AnalysisVerdict.NoData,
            CanaryRequests = 0,
            Message = (plan, context.Subject) switch
            {
                ({ Kind: MetricKind.Disagreement }, { Mirror: 0 }) => "no copies are made: mirror a share of the requests to judge by them",
                ({ Kind: MetricKind.Disagreement }, _) => "no copy was compared yet",
                ({ Quantile: not null }, _) when evidence.Bin is null =>
                    $"waits for {context.Settings.MinRequests} requests of {context.Subject.Stable} to read the threshold from",
                (_, { Weight: 0 }) => "the new revision gets no requests at weight 0",
                _ => "the new revision had no request yet",
            },
        };

    /// <summary><c>3 of 1,200 requests failed (0.25 %)</c>.</summary>
    public static string Tell(MetricPlan plan, MetricEvidence evidence, long counted, long all)
    {
        var share = Words.Percent((double)counted / all);
        return plan.Kind switch
        {
            MetricKind.Errors => $"{Words.Count(counted)} of {Words.Count(all)} requests failed ({share})",
            MetricKind.Latency => $"{Words.Count(counted)} of {Words.Count(all)} requests took over "
                + $"{Words.Span(LatencyBins.Bound(plan.Bin ?? evidence.Bin ?? 0))} ({share})",
            _ => $"{Words.Count(counted)} of {Words.Count(all)} copies were answered otherwise ({share})",
        };
    }

    /// <summary>A verdict that fewer requests than asked for cannot have.</summary>
    public static bool IsEarly(this JudgeContext context, AnalysisVerdict verdict, long requests) =>
        verdict == AnalysisVerdict.NonInferior && requests < context.Settings.MinRequests;
}
