using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Datasets;

/// <summary>A column and what its values must be.</summary>
public sealed record DatasetColumn
{
    /// <summary>The column's name.</summary>
    [Length(1, 128)]
    public string Name { get; init; } = "";

    /// <summary>What its values are.</summary>
    public ColumnType Type { get; init; }

    /// <summary>Whether every row must have a value.</summary>
    [WhenUnset(false)]
    public bool? Required { get; init; }

    /// <summary>The smallest number allowed.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Min { get; init; }

    /// <summary>The largest number allowed.</summary>
    [Length(1, 32)]
    [RegularExpression(Patterns.Decimal)]
    public string? Max { get; init; }

    /// <summary>The only values allowed.</summary>
    [Length(1, 256)]
    [ItemLength(0, 256)]
    public IReadOnlyList<string>? Allowed { get; init; }
}
