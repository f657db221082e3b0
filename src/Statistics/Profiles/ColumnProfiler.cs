namespace Modelwright.Statistics.Profiles;

/// <summary>Builds the profile of one column in one pass, in bounded memory.</summary>
public abstract class ColumnProfiler
{
    private protected ColumnProfiler(string name) => Name = name;

    /// <summary>The column's name.</summary>
    public string Name { get; }

    private protected long Missing { get; private set; }

    /// <summary>A profiler for a column.</summary>
    /// <param name="column">Name and kind.</param>
    /// <param name="options">Bounds; checked.</param>
    /// <param name="index">The column's place in its table: which stream of the seed samples it.</param>
    public static ColumnProfiler Create(ColumnSpec column, ProfileOptions? options = null, int index = 0)
    {
        options = (options ?? ProfileOptions.Default).Checked();
        return column.Kind switch
        {
            ColumnKind.Numeric => new NumericColumnProfiler(column.Name, options, index),
            ColumnKind.Categorical => new CategoricalColumnProfiler(column.Name, options),
            ColumnKind.Auto => new AutoColumnProfiler(column.Name, options, index),
            _ => throw new ArgumentException($"column '{column.Name}' has the unknown kind {column.Kind}", nameof(column)),
        };
    }

    /// <summary>Adds a row's text; null and blank mean missing.</summary>
    public void Add(string? text)
    {
        if (NumericText.IsMissing(text))
            Missing++;
        else
            AddText(text!.Trim());
    }

    /// <summary>Adds a row's number; null means missing, NaN does not.</summary>
    public void Add(double? number)
    {
        if (number is { } value)
            AddNumber(value);
        else
            Missing++;
    }

    /// <summary>The profile of what was added so far.</summary>
    public abstract ColumnProfile Build();

    private protected abstract void AddText(string text);

    private protected abstract void AddNumber(double value);
}
