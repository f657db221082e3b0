using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>Slow requests, by exactly one of a threshold and a quantile of the serving revision. Otherwise as <c>errorRate</c>.</summary>
[Cel("has(self.threshold) != has(self.stableQuantile)", Message = "set exactly one of threshold and stableQuantile")]
public sealed record LatencyMetric
{
    /// <summary>Slower requests count. It is rounded up to a bin's bound of the routers' histograms: eight per doubling.</summary>
    [DurationRange("1ms", "3m")]
    public Duration? Threshold { get; init; }

    /// <summary>
    /// Requests count that are slower than this quantile of the serving revision, such as <c>"0.95"</c>. It is read once, when measuring
    /// begins.
    /// </summary>
    [Length(3, 8)]
    [RegularExpression(AnalysisLimits.QuantilePattern)]
    public string? StableQuantile { get; init; }

    /// <summary>The share of slow requests that is still right, such as <c>"0.01"</c>.</summary>
    [Length(3, 16)]
    [RegularExpression(AnalysisLimits.SharePattern)]
    public string? Max { get; init; }

    /// <summary>
    /// The new revision is no worse when its share of slow requests is surely less than this many times the serving one's. It is harmful
    /// when its share is surely higher.
    /// </summary>
    [Length(1, 16)]
    [RegularExpression(AnalysisLimits.RatioPattern)]
    [WhenUnset("1.5 where max is unset, too")]
    public string? Ratio { get; init; }
}
