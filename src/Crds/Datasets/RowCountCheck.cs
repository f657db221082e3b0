using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>Bounds of the number of rows.</summary>
[Cel("has(self.min) || has(self.max)", Message = "set min, max or both")]
public sealed record RowCountCheck
{
    /// <summary>The fewest rows.</summary>
    [Range(0L, long.MaxValue)]
    public long? Min { get; init; }

    /// <summary>The most rows.</summary>
    [Range(0L, long.MaxValue)]
    public long? Max { get; init; }
}
