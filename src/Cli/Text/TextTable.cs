using System.Text;

namespace Modelwright.Cli.Text;

/// <summary>Columns as wide as they need to be, like kubectl's: readable for people, splittable for scripts.</summary>
internal sealed class TextTable(params string[] headers)
{
    private const string Gap = "   ";
    private readonly List<string[]> rows = [headers];

    /// <summary>Adds a row; an empty cell is a dash.</summary>
    public void Add(params string?[] cells) => rows.Add([.. cells.Select(cell => string.IsNullOrEmpty(cell) ? "-" : cell)]);

    /// <summary>The lines.</summary>
    public override string ToString()
    {
        var widths = headers.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
            text.Append(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        return text.ToString();
    }
}
