namespace Modelwright.Statistics.Comparisons;

/// <summary>A column beside its reference. Distances are of values that the reference could count; missing, unreadable
/// and unseen ones have shares of their own, because bad data is another matter than changed data.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Verdict">The decision.</param>
/// <param name="ReferenceRows">Rows in the reference's bins.</param>
/// <param name="CurrentRows">Rows in the current bins.</param>
public sealed record ColumnComparison(string Column, DriftVerdict Verdict, long ReferenceRows, long CurrentRows)
{
    /// <summary>PSI after joining bins that expect less than one row; 0 without data.</summary>
    public double Psi { get; init; }

    /// <summary>
    /// What <see cref="Psi"/> had to exceed to be <see cref="DriftVerdict.Drifted"/>; at infinite size it is the tolerance.
    /// </summary>
    public double Threshold { get; init; }

    /// <summary>Jensen-Shannon distance, base 2.</summary>
    public double JensenShannonDistance { get; init; }

    /// <summary>Total variation distance.</summary>
    public double TotalVariation { get; init; }

    /// <summary>Share of current rows without a value, less the reference's share.</summary>
    public double MissingIncrease { get; init; }

    /// <summary>Share of current rows with a category that the reference never had; 0 for numbers.</summary>
    public double Unseen { get; init; }

    /// <summary>Share of current values outside the reference's range; 0 for categories.</summary>
    public double OutOfRange { get; init; }

    /// <summary>The bin that contributes most to the PSI, for people: <c>(0, 1200]: 10.0% → 31.2%</c>. Null without data.</summary>
    public string? Explanation { get; init; }
}
