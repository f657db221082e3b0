using Modelwright.Crds.Models.Analysis;
using Modelwright.Operator.Models.Analysis.Evidence;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Operator.Models.Analysis.Judging;

/// <summary>A share beside the other revision's in the same time.</summary>
internal static class ComparisonJudge
{
    public static AnalysisMetricStatus Judge(AnalysisMetricStatus status, MetricPlan plan, MetricEvidence evidence, JudgeContext context)
    {
        var (total, ratio) = (evidence.Stretches.Total(), plan.Ratio!.Value);
        var n = total.CanaryRequests;
        if (n == 0) return status.Without(plan, evidence, context) with { Limit = Words.Decimal(ratio), Figure = AnalysisFigure.Ratio };
        var found = RateComparison.Assess(
            evidence.Stretches.Select(stretch => new RateInterval(
                stretch.CanaryRequests, stretch.CanaryFailures, stretch.StableRequests, stretch.StableFailures)),
            new()
            {
                Alpha = context.Settings.Alpha,
                Metrics = context.Sharing,
                NonInferiorityRatio = ratio,
                AbsoluteLimit = plan.Max ?? plan.Tolerance,
            });
        var worse = found.LogHarm >= found.LogHarmThreshold;
        var verdict = Verdict(plan, found, worse);
        var early = context.IsEarly(verdict, n);
        if (early) verdict = AnalysisVerdict.Inconclusive;
        var more = early ? context.Settings.MinRequests - n : found.MoreRequests;
        return status.With(total) with
        {
            Verdict = verdict,
            Figure = AnalysisFigure.Ratio,
            Limit = Words.Decimal(ratio),
            Lower = Words.Decimal(found.RatioLower),
            Upper = Words.Decimal(found.RatioUpper),
            HarmEvidence = Words.Log10(found.LogHarm),
            NonInferiorityEvidence = Words.Log10(found.LogNonInferiority),
            MoreRequests = verdict == AnalysisVerdict.Inconclusive && more is > 0 ? more : null,
            MoreSeconds = verdict == AnalysisVerdict.Inconclusive ? context.Seconds(evidence.Recent, more) : null,
            Message = $"{Figures(plan, evidence, total, found)}{Meaning(verdict, plan, found, worse)}"
                + (verdict == AnalysisVerdict.Inconclusive ? $"; {context.Longer(evidence.Recent, more)}" : ""),
        };
    }

    /// <summary>A tolerance only ever speaks for a revision; being above it is no harm by itself.</summary>
    private static AnalysisVerdict Verdict(MetricPlan plan, RateAssessment found, bool worse)
    {
        if (plan.Tolerance is not { } tolerance || worse) return Verdicts.Of(found.Outcome);
        return found.LogNonInferiority >= found.LogNonInferiorityThreshold || found.CanaryRateUpper < tolerance
            ? AnalysisVerdict.NonInferior
            : AnalysisVerdict.Inconclusive;
    }

    private static string Figures(MetricPlan plan, MetricEvidence evidence, Stretch total, RateAssessment found)
    {
        var stable = total.StableRequests == 0
            ? "no requests beside them"
            : $"stable {Words.Count(total.StableFailures)} of {Words.Count(total.StableRequests)} "
                + $"({Words.Percent((double)total.StableFailures / total.StableRequests)})";
        var upper = double.IsFinite(found.RatioUpper) ? $"to {Words.Number(found.RatioUpper)}" : "or more";
        return $"{CountedRequests.Tell(plan, evidence, total.CanaryFailures, total.CanaryRequests)}, {stable}, "
            + $"ratio {Words.Number(found.RatioLower)} {upper}";
    }

    private static string Meaning(AnalysisVerdict verdict, MetricPlan plan, RateAssessment found, bool worse)
    {
        var limit = plan.Max ?? plan.Tolerance;
        var enough = limit is { } share ? $", or a share below {Words.Percent(share)}" : "";
        return verdict switch
        {
            AnalysisVerdict.Harmful when worse => ": surely more than the stable revision",
            AnalysisVerdict.Harmful => $": surely above the limit of {Words.Percent(limit!.Value)}",
            AnalysisVerdict.NonInferior when found.LogNonInferiority >= found.LogNonInferiorityThreshold =>
                $": surely below {Words.Number(plan.Ratio!.Value)}",
            AnalysisVerdict.NonInferior => $": surely a share below {Words.Percent(limit!.Value)}",
            _ => $"; wanted is surely below {Words.Number(plan.Ratio!.Value)}{enough}",
        };
    }
}
