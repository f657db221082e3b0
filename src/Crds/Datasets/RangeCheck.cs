using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>The range of a column's numbers.</summary>
[Cel("has(self.min) || has(self.max)", Message = "set min, max or both")]
public sealed record RangeCheck
{
    /// <summary>The column.</summary>
    [Length(1, 128)]
    public string Column { get; init; } = "";

    /// <summary>The smallest number.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Min { get; init; }

    /// <summary>The largest number.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Max { get; init; }
}
