namespace Modelwright.Statistics.Profiles;

/// <summary>How a column's values are counted.</summary>
public enum ColumnKind
{
    /// <summary>Numeric if every value that is present is a number, categorical otherwise.</summary>
    Auto,

    /// <summary>Numbers, counted in bins between quantiles of the reference.</summary>
    Numeric,

    /// <summary>Names, counted one by one; numbers are taken by their canonical text.</summary>
    Categorical,
}
