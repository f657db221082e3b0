using System.Collections.Immutable;

namespace Modelwright.Trainer.Data;

/// <summary>Rows of text under named columns, in file order. A null cell is a missing value.</summary>
public sealed class Table
{
    private readonly Dictionary<string, int> _positions;

    /// <param name="columns">Distinct names, in file order.</param>
    /// <param name="rows">One array per row, as long as <paramref name="columns"/>.</param>
    public Table(ImmutableArray<string> columns, IReadOnlyList<string?[]> rows)
    {
        Columns = columns;
        Rows = rows;
        _positions = columns.Select((name, index) => (name, index)).ToDictionary(c => c.name, c => c.index, StringComparer.Ordinal);
    }

    /// <summary>Column names, in file order.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>The cells, row by row.</summary>
    public IReadOnlyList<string?[]> Rows { get; }

    /// <summary>The position of a column.</summary>
    /// <exception cref="DataException">No column has this name.</exception>
    public int Position(string column) => _positions.TryGetValue(column, out var position)
        ? position
        : throw new DataException($"no column '{column}'; the file has {string.Join(", ", Columns.Select(c => $"'{c}'"))}");

    /// <summary>The cells of one column.</summary>
    public IEnumerable<string?> Values(string column)
    {
        var position = Position(column);
        return Rows.Select(row => row[position]);
    }

    /// <summary>A cell as an error message shows it: never long.</summary>
    public static string Shown(string? cell) => cell is null ? "" : cell.Length <= 40 ? cell : $"{cell[..40]}…";

    /// <summary>The same columns with only the given rows, in the given order.</summary>
    public Table Select(IEnumerable<int> rows) => new(Columns, [.. rows.Select(row => Rows[row])]);
}
