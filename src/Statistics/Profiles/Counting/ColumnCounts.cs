namespace Modelwright.Statistics.Profiles.Counting;

/// <summary>One column of counted rows; the part is set that the reference has.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Rows">Rows counted.</param>
/// <param name="Missing">Rows without a value.</param>
public sealed record ColumnCounts(string Name, long Rows, long Missing)
{
    /// <summary>Set for a numeric column.</summary>
    public NumericCounts? Numeric { get; init; }

    /// <summary>Set for a categorical column.</summary>
    public CategoricalCounts? Categorical { get; init; }
}
