namespace Modelwright.Statistics.Profiles.Counting;

/// <summary>Counts a table's rows into the bins of a reference; columns are found by name.</summary>
public sealed class TableCounter
{
    private readonly ColumnCounter[] _counters;
    private readonly int[] _places;

    /// <summary>A counter for tables with these columns. Columns that the reference does not have are passed over.</summary>
    public TableCounter(ReferenceProfile reference, IEnumerable<string> header)
    {
        var columns = header.ToList();
        var found = new List<(ColumnCounter Counter, int Place)>();
        var missing = new List<string>();
        foreach (var column in reference.Columns)
        {
            var place = columns.IndexOf(column.Name);
            if (place < 0)
                missing.Add(column.Name);
            else
                found.Add((ColumnCounter.Create(column), place));
        }
        (_counters, _places, MissingColumns) = ([.. found.Select(pair => pair.Counter)], [.. found.Select(pair => pair.Place)], missing);
    }

    /// <summary>Columns of the reference that the table does not have.</summary>
    public IReadOnlyList<string> MissingColumns { get; }

    /// <summary>Counts a row of texts, in the order of the table's columns.</summary>
    public void AddRow(IReadOnlyList<string?> values)
    {
        for (var i = 0; i < _counters.Length; i++)
            _counters[i].Add(_places[i] < values.Count ? values[_places[i]] : null);
    }

    /// <summary>What was counted so far, in the reference's order.</summary>
    public IReadOnlyList<ColumnCounts> Read() => [.. _counters.Select(counter => counter.Read())];
}
