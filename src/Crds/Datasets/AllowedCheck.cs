using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>The values that a column may have.</summary>
public sealed record AllowedCheck
{
    /// <summary>The column.</summary>
    [Length(1, 128)]
    public string Column { get; init; } = "";

    /// <summary>The values.</summary>
    [Length(1, 256)]
    [ItemLength(0, 256)]
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The least share of rows with one of them.</summary>
    [Length(1, 32)]
    [RegularExpression(DatasetLimits.SharePattern)]
    [WhenUnset("1")]
    public string? MinShare { get; init; }
}
