namespace Modelwright.Statistics.Profiles;

/// <summary>Builds the profile of a table row by row. Not for several threads at once.</summary>
public sealed class TableProfiler
{
    private readonly ColumnProfiler[] _columns;
    private long _rows;

    /// <summary>A profiler for these columns, whose names must be unique.</summary>
    public TableProfiler(IReadOnlyList<ColumnSpec> columns, ProfileOptions? options = null)
    {
        options = (options ?? ProfileOptions.Default).Checked();
        if (columns.Count > options.Columns)
            throw new ArgumentException($"the table has {columns.Count} columns; a profile has at most {options.Columns}", nameof(columns));
        var repeated = columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        if (repeated is not null)
            throw new ArgumentException($"the table has two columns named '{repeated.Key}'; rename one", nameof(columns));
        _columns = [.. columns.Select((column, index) => ColumnProfiler.Create(column, options.Shared(columns.Count), index))];
    }

    /// <summary>Adds a row of texts, one per column; null and blank mean missing.</summary>
    public void AddRow(IReadOnlyList<string?> values)
    {
        if (values.Count != _columns.Length)
            throw new ArgumentException($"row {_rows + 1} has {values.Count} values for {_columns.Length} columns", nameof(values));
        for (var i = 0; i < _columns.Length; i++)
            _columns[i].Add(values[i]);
        _rows++;
    }

    /// <summary>The profile of the rows added so far.</summary>
    public ReferenceProfile Build() => new(_rows, [.. _columns.Select(column => column.Build())]);
}
