using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>No two rows are the same in these columns.</summary>
public sealed record UniquenessCheck
{
    /// <summary>The columns, taken together.</summary>
    [Length(1, 16)]
    [ItemLength(1, 128)]
    public IReadOnlyList<string> Columns { get; init; } = [];
}
