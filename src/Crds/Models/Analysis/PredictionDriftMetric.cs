using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models.Analysis;

/// <summary>
/// The distance of the two revisions' predictions: the total variation distance of their distributions over bins, which are chosen once,
/// by what the serving revision predicted until then.
/// </summary>
[Cel("!has(self.element) || has(self.output)", Message = "element needs output")]
public sealed record PredictionDriftMetric
{
    /// <summary>The distance, 0 (the same) to 1 (nothing in common), that is still right, such as <c>"0.1"</c>.</summary>
    [Length(3, 16)]
    [RegularExpression(AnalysisLimits.SharePattern)]
    public string Max { get; init; } = "";

    /// <summary>The output tensor.</summary>
    [Length(1, 256)]
    [WhenUnset("the first that is counted")]
    public string? Output { get; init; }

    /// <summary>The element of the tensor's last axis.</summary>
    [Range(0, 15)]
    [WhenUnset("the first")]
    public int? Element { get; init; }
}
