using System.ComponentModel.DataAnnotations;

namespace Modelwright.Crds.Datasets;

/// <summary>The share of rows that have a value.</summary>
public sealed record CompletenessCheck
{
    /// <summary>The column.</summary>
    [Length(1, 128)]
    public string Column { get; init; } = "";

    /// <summary>The least share, 0 to 1.</summary>
    [Length(1, 32)]
    [RegularExpression(DatasetLimits.SharePattern)]
    public string Min { get; init; } = "";
}
