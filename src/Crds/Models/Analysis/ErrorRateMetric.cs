using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>
/// Failed requests. With <c>max</c> alone only that limit holds. With <c>ratio</c> alone the new revision is compared with the one that
/// serves. With both, being surely below <c>max</c> is enough, and being surely above it is harm. With neither it is compared, and surely
/// less than 1 % is enough, too: a revision that never fails has nothing to be compared by.
/// </summary>
public sealed record ErrorRateMetric
{
    /// <summary>The share of failed requests that is still right, such as <c>"0.01"</c>.</summary>
    [Length(3, 16)]
    [RegularExpression(AnalysisLimits.SharePattern)]
    public string? Max { get; init; }

    /// <summary>
    /// The new revision is no worse when its share is surely less than this many times the serving one's. It is harmful when its share is
    /// surely higher.
    /// </summary>
    [Length(1, 16)]
    [RegularExpression(AnalysisLimits.RatioPattern)]
    [WhenUnset("1.5 where max is unset, too")]
    public string? Ratio { get; init; }
}
