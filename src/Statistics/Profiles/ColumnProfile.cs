namespace Modelwright.Statistics.Profiles;

/// <summary>One column of a reference; exactly one of <see cref="Numeric"/> and <see cref="Categorical"/> is set.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Missing">Rows without a value.</param>
public sealed record ColumnProfile(string Name, long Missing)
{
    /// <summary>Bins of a numeric column.</summary>
    public NumericProfile? Numeric { get; init; }

    /// <summary>Categories of a categorical column.</summary>
    public CategoricalProfile? Categorical { get; init; }
}
