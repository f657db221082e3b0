using System.Globalization;
using Modelwright.Crds.Models.Analysis;

namespace Modelwright.Operator.Models.Analysis;

/// <summary>What must hold for an analysis beyond the bounds of its fields; the CRD says the same in CEL.</summary>
internal static class AnalysisRules
{
    private const string Path = "spec.rollout.analysis.metrics";

    /// <summary>The first rule that is broken, as a sentence, or null.</summary>
    public static string? Check(ModelAnalysis? analysis)
    {
        if (analysis?.Metrics is not { } metrics) return null;
        if (metrics.GroupBy(metric => metric.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"{Path}: '{twice.Key}' is there twice; give one another name";
        return metrics.Select(metric => Problem(metric) is { } problem ? $"{Path}: {metric.Name}: {problem}" : null)
            .FirstOrDefault(problem => problem is not null);
    }

    private static string? Problem(AnalysisMetric metric)
    {
        object?[] kinds = [metric.ErrorRate, metric.Latency, metric.ShadowDisagreement, metric.PredictionDrift, metric.Prometheus];
        if (kinds.Count(kind => kind is not null) != 1)
            return "a metric has exactly one of errorRate, latency, shadowDisagreement, predictionDrift and prometheus";
        var threshold = metric.Judge == AnalysisJudge.Threshold;
        if (threshold && (metric.ErrorRate is { Max: null } or { Ratio: not null }
            || metric.Latency is { Max: null } or { Ratio: not null }))
            return "judge Threshold needs max and takes no ratio";
        if (metric.FailureLimit is not null && !threshold && metric.Prometheus is null)
            return "failureLimit is for judge Threshold and for prometheus";
        if (metric.Latency is { } latency && latency.Threshold is null == latency.StableQuantile is null)
            return "set exactly one of threshold and stableQuantile";
        if (metric.PredictionDrift is { Element: not null, Output: null }) return "element needs output";
        return metric.Prometheus switch
        {
            { Min: null, Max: null } => "set min, max or both",
            { Min: { } min, Max: { } max } when Number(min) > Number(max) => "min must not be above max",
            _ => null,
        };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
