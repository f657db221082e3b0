using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>Copies of requests that were answered otherwise.</summary>
public sealed record ShadowDisagreementMetric
{
    /// <summary>The share of compared copies that may disagree, such as <c>"0.02"</c>.</summary>
    [Length(3, 16)]
    [RegularExpression(AnalysisLimits.SharePattern)]
    public string Max { get; init; } = "";
}
