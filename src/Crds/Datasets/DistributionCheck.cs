using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>A column is distributed as in the newest version before that may be used. Without such a version the check passes.</summary>
public sealed record DistributionCheck
{
    /// <summary>The column.</summary>
    [Length(1, 128)]
    public string Column { get; init; } = "";

    /// <summary>The population stability index (PSI) that is still no change; how many rows there are is taken into account.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    [WhenUnset("0.1")]
    public string? Tolerance { get; init; }
}
