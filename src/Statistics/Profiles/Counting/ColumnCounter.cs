namespace Modelwright.Statistics.Profiles.Counting;

/// <summary>Counts the rows of one column into the bins of its reference. Not for several threads at once.</summary>
public abstract class ColumnCounter
{
    private protected ColumnCounter(string name) => Name = name;

    /// <summary>The column's name.</summary>
    public string Name { get; }

    private protected long Rows { get; private set; }

    private protected long Missing { get; private set; }

    /// <summary>A counter for a reference's column.</summary>
    public static ColumnCounter Create(ColumnProfile reference) => reference switch
    {
        { Numeric: { } numeric } => new NumericColumnCounter(reference.Name, numeric),
        { Categorical: { } categorical } => new CategoricalColumnCounter(reference.Name, categorical),
        _ => throw new ArgumentException($"column '{reference.Name}' of the profile is neither numeric nor categorical", nameof(reference)),
    };

    /// <summary>Counts a row's text; null and blank mean missing.</summary>
    public void Add(string? text)
    {
        Rows++;
        if (NumericText.IsMissing(text))
            Missing++;
        else
            AddText(text!.Trim());
    }

    /// <summary>Counts a row's number; null means missing, NaN does not.</summary>
    public void Add(double? number)
    {
        Rows++;
        if (number is { } value)
            AddNumber(value);
        else
            Missing++;
    }

    /// <summary>What was counted so far.</summary>
    public abstract ColumnCounts Read();

    private protected abstract void AddText(string text);

    private protected abstract void AddNumber(double value);
}
