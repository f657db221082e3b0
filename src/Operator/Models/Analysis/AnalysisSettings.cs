using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Modelwright.Crds.Models.Analysis;

namespace Modelwright.Operator.Models.Analysis;

/// <summary>An analysis as the spec asks for it, with defaults in place.</summary>
public sealed record AnalysisSettings
{
    /// <summary>How often it is measured.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>How long after the canary was ready measuring begins.</summary>
    public required TimeSpan InitialDelay { get; init; }

    /// <summary>How many of the canary's requests a metric needs before it can speak for it.</summary>
    public required int MinRequests { get; init; }

    /// <summary>The share of rollouts of a revision that is no worse that may be taken back.</summary>
    public required double Alpha { get; init; }

    /// <summary>How many measurements in a row may fail.</summary>
    public required int ErrorLimit { get; init; }

    /// <summary>What is measured.</summary>
    public required IReadOnlyList<MetricPlan> Metrics { get; init; }

    /// <summary>Reads a spec; what is not readable there is as if it were not set (<see cref="AnalysisRules"/> tells about it).</summary>
    public static AnalysisSettings Of(ModelAnalysis spec) => new()
    {
        Interval = RolloutTimes.Read(spec.Interval, AnalysisDefaults.Interval),
        InitialDelay = RolloutTimes.Read(spec.InitialDelay, AnalysisDefaults.InitialDelay),
        MinRequests = Math.Max(1, spec.MinRequests ?? AnalysisDefaults.MinRequests),
        Alpha = Share(spec.FalseAlarmRate) ?? Number(AnalysisDefaults.FalseAlarmRate)!.Value,
        ErrorLimit = Math.Max(1, spec.ConsecutiveErrorLimit ?? AnalysisDefaults.ConsecutiveErrorLimit),
        Metrics = spec.Metrics is { Count: > 0 } metrics
            ? [.. metrics.Take(AnalysisLimits.MaxMetrics).Select(Plan)]
            : [Plan(new() { Name = AnalysisDefaults.MetricName, ErrorRate = new() })],
    };

    private static MetricPlan Plan(AnalysisMetric metric)
    {
        var plan = metric switch
        {
            { Latency: { } latency } => Rate(Latency(metric.Name, latency), latency.Max, latency.Ratio),
            { ShadowDisagreement: { } shadow } => new()
            {
                Name = metric.Name,
                Kind = MetricKind.Disagreement,
                Measures = "disagreement",
                Max = Share(shadow.Max),
            },
            { PredictionDrift: { } drift } => new()
            {
                Name = metric.Name,
                Kind = MetricKind.Drift,
                Output = drift.Output,
                Element = drift.Element,
                Max = Share(drift.Max),
                Measures = drift.Output is null ? "predictions" : $"predictions {Short(drift.Output)}[{drift.Element ?? 0}]",
            },
            { Prometheus: { } query } => new()
            {
                Name = metric.Name,
                Kind = MetricKind.Query,
                Measures = $"query {Digest(query.Query)}",
                Query = query.Query,
                Min = Number(query.Min),
                Max = Number(query.Max),
            },
            _ => Rate(new() { Name = metric.Name, Kind = MetricKind.Errors, Measures = "errors" }, metric.ErrorRate?.Max,
                metric.ErrorRate?.Ratio),
        };
        return plan with
        {
            Threshold = metric.Judge == AnalysisJudge.Threshold || plan.Kind == MetricKind.Query,
            FailureLimit = Math.Max(1, metric.FailureLimit ?? AnalysisDefaults.FailureLimit),
        };
    }

    private static MetricPlan Latency(string name, LatencyMetric latency)
    {
        if (Share(latency.StableQuantile) is { } quantile)
            return new()
            {
                Name = name,
                Kind = MetricKind.Latency,
                Quantile = quantile,
                Measures = $"latency over quantile {latency.StableQuantile}",
            };
        var bin = LatencyBins.Covering(RolloutTimes.Read(latency.Threshold, "1s"));
        return new() { Name = name, Kind = MetricKind.Latency, Bin = bin, Measures = $"latency over bin {bin}" };
    }

    private static MetricPlan Rate(MetricPlan plan, string? max, string? ratio) => plan with
    {
        Max = Share(max),
        Ratio = Number(ratio) ?? (max is null ? Number(AnalysisDefaults.Ratio) : null),
        Tolerance = max is null && ratio is null ? Number(AnalysisDefaults.Tolerance) : null,
    };

    private static double? Share(string? text) => Number(text) is > 0 and < 1 and var share ? share : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static string Short(string text) => text.Length <= 90 ? text : Digest(text);

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
