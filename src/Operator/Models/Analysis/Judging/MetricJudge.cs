using Modelwright.Crds.Models.Analysis;
using Modelwright.Operator.Models.Analysis.Evidence;

namespace Modelwright.Operator.Models.Analysis.Judging;

/// <summary>From a metric's evidence to its verdict.</summary>
internal static class MetricJudge
{
    /// <summary>Judges; <paramref name="last"/> is the verdict that stands.</summary>
    public static AnalysisMetricStatus Judge(MetricPlan plan, MetricEvidence evidence, JudgeContext context, AnalysisVerdict? last)
    {
        var status = Choose(plan, evidence, context);
        if (evidence.Errors > 0) status = Unmeasured(status, evidence, context.Settings.ErrorLimit, last);
        return Recorded(status, plan, evidence, context.Settings.ErrorLimit);
    }

    private static AnalysisMetricStatus Choose(MetricPlan plan, MetricEvidence evidence, JudgeContext context)
    {
        var status = new AnalysisMetricStatus { Name = plan.Name, Measures = plan.Measures };
        if (plan.Threshold) return ThresholdJudge.Judge(status, plan, evidence, context);
        if (plan.Kind == MetricKind.Drift) return DriftJudge.Judge(status, plan, evidence, context);
        return plan.Ratio is null || context.Subject.Probation
            ? LimitJudge.Judge(status, plan, evidence, context)
            : ComparisonJudge.Judge(status, plan, evidence, context);
    }

    /// <summary>
    /// A measurement failed: what is known to be harmful stays so, nothing becomes better by it, and when it goes on the verdict is that
    /// there is none.
    /// </summary>
    private static AnalysisMetricStatus Unmeasured(
        AnalysisMetricStatus status, MetricEvidence evidence, int limit, AnalysisVerdict? last)
    {
        if (status.Verdict == AnalysisVerdict.Harmful) return status;
        var message = $"not measured ({Math.Min(evidence.Errors, limit)} of {limit} times in a row): {evidence.Problem}";
        if (evidence.Errors >= limit) return status with { Verdict = AnalysisVerdict.Unavailable, Message = message };
        return status with
        {
            Verdict = status.Verdict == AnalysisVerdict.NonInferior && last != AnalysisVerdict.NonInferior
                ? AnalysisVerdict.Inconclusive : status.Verdict,
            Message = $"{message}; {status.Message}",
        };
    }

    /// <summary>Everything that a later process needs in order to go on.</summary>
    private static AnalysisMetricStatus Recorded(AnalysisMetricStatus status, MetricPlan plan, MetricEvidence evidence, int limit)
    {
        var bin = plan.Bin ?? evidence.Bin;
        var predictions = evidence.Predictions;
        return status with
        {
            Message = Words.Cut(status.Message ?? "", AnalysisLimits.MaxMetricMessage),
            Errors = evidence.Errors > 0 ? Math.Min(evidence.Errors, limit) : null,
            Problem = evidence.Problem is { } problem ? Words.Cut(problem, AnalysisLimits.MaxMetricMessage) : null,
            Failures = plan.Threshold ? evidence.Failures : null,
            WindowRequests = plan.Threshold && evidence.WindowRequests > 0 ? evidence.WindowRequests : null,
            WindowFailures = plan.Threshold && evidence.WindowRequests > 0 ? evidence.WindowFailures : null,
            LatencyBin = bin,
            LatencySeconds = bin is { } slow ? Words.Decimal(LatencyBins.Bound(slow)) : null,
            Output = predictions?.Output,
            OutputKind = predictions?.Kind,
            Bins = predictions?.Bins,
            CanaryCounts = predictions?.Canary,
            StableCounts = predictions?.Stable,
            Evidence = evidence.Stretches.Count > 0 ? [.. evidence.Stretches.Select(stretch => stretch.ToString())] : null,
        };
    }
}
