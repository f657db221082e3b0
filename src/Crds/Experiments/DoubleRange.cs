using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Experiments;

/// <summary>A range of real numbers.</summary>
[Cel("double(self.min) < double(self.max)", Message = "min must be below max")]
[Cel("!has(self.scale) || self.scale != 'Log' || double(self.min) > 0.0", Message = "a Log scale needs a min above 0")]
public sealed record DoubleRange
{
    /// <summary>The smallest value.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string Min { get; init; } = "";

    /// <summary>The largest value.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string Max { get; init; } = "";

    /// <summary>How the range is searched.</summary>
    [WhenUnset(SearchScale.Linear)]
    public SearchScale? Scale { get; init; }
}
