using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>The verdict by one metric. Figures are decimals as text.</summary>
public sealed record AnalysisMetricStatus
{
    /// <summary>The metric's name.</summary>
    [Length(1, 63)]
    public string Name { get; init; } = "";

    /// <summary>What its evidence says.</summary>
    public AnalysisVerdict Verdict { get; init; }

    /// <summary>Figures and limit in a sentence.</summary>
    [Length(0, AnalysisLimits.MaxMetricMessage)]
    public string? Message { get; init; }

    /// <summary>What is measured, such as <c>latency over quantile 0.95</c>; evidence of anything else is dropped.</summary>
    [Length(0, 128)]
    public string? Measures { get; init; }

    /// <summary>The new revision's figure.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Canary { get; init; }

    /// <summary>The serving revision's figure.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Stable { get; init; }

    /// <summary>The limit, of the kind that <c>figure</c> says.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Limit { get; init; }

    /// <summary>The new revision's requests, copies or rows.</summary>
    [Range(0L, 9_999_999_999_999L)]
    public long? CanaryRequests { get; init; }

    /// <summary>The serving revision's requests or rows.</summary>
    [Range(0L, 9_999_999_999_999L)]
    public long? StableRequests { get; init; }

    /// <summary>What <c>limit</c>, <c>lower</c> and <c>upper</c> are of.</summary>
    public AnalysisFigure? Figure { get; init; }

    /// <summary>The figure is surely not below this.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Lower { get; init; }

    /// <summary>The figure is surely not above this; absent where there is no bound.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Upper { get; init; }

    /// <summary>The evidence of harm: the decimal logarithm of its e-value.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? HarmEvidence { get; init; }

    /// <summary>The evidence that it is no worse: the decimal logarithm of its e-value.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? NonInferiorityEvidence { get; init; }

    /// <summary>About how many more requests of the new revision it takes to a verdict, if all goes on like this.</summary>
    [Range(0L, long.MaxValue)]
    public long? MoreRequests { get; init; }

    /// <summary>About how many seconds that is at the present traffic.</summary>
    [Range(0L, long.MaxValue)]
    public long? MoreSeconds { get; init; }

    /// <summary>How many measurements in a row have failed.</summary>
    [Range(0, int.MaxValue)]
    public int? Errors { get; init; }

    /// <summary>What went wrong with the last one.</summary>
    [Length(0, AnalysisLimits.MaxMetricMessage)]
    public string? Problem { get; init; }

    /// <summary>How many figures in a row were beyond the limit.</summary>
    [Range(0, int.MaxValue)]
    public int? Failures { get; init; }

    /// <summary>Requests since the last figure, of a metric with judge Threshold.</summary>
    [Range(0L, 9_999_999_999_999L)]
    public long? WindowRequests { get; init; }

    /// <summary>Those of them that count.</summary>
    [Range(0L, 9_999_999_999_999L)]
    public long? WindowFailures { get; init; }

    /// <summary>The last bin of the routers' latency histogram that is not slow.</summary>
    [Range(0, 168)]
    public int? LatencyBin { get; init; }

    /// <summary>That bin's upper bound, in seconds.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? LatencySeconds { get; init; }

    /// <summary>The output, and the element, whose predictions are compared.</summary>
    [Length(0, 280)]
    public string? Output { get; init; }

    /// <summary>What is counted of it.</summary>
    public PredictionKind? OutputKind { get; init; }

    /// <summary>The bins of predictions: categories, or the last number of the log-linear grid that each bin has.</summary>
    [Length(0, AnalysisLimits.MaxBins)]
    [ItemLength(0, 64)]
    public IReadOnlyList<string>? Bins { get; init; }

    /// <summary>The new revision's predictions per bin, then all others, then those that are not finite.</summary>
    [Length(0, AnalysisLimits.MaxBins + 2)]
    [ItemRange(0, 9_999_999_999_999)]
    public IReadOnlyList<long>? CanaryCounts { get; init; }

    /// <summary>The serving revision's predictions likewise.</summary>
    [Length(0, AnalysisLimits.MaxBins + 2)]
    [ItemRange(0, 9_999_999_999_999)]
    public IReadOnlyList<long>? StableCounts { get; init; }

    /// <summary>
    /// The evidence per weight, as <c>weight requests counted requests counted</c>: the new revision's and the serving one's.
    /// </summary>
    [Length(0, AnalysisLimits.MaxStretches)]
    [ItemLength(9, 59)]
    [ItemPattern(AnalysisLimits.StretchPattern)]
    public IReadOnlyList<string>? Evidence { get; init; }
}
