using System.Globalization;
using Modelwright.Statistics.Profiles;

namespace Modelwright.Agent.Datasets.Checks;

/// <summary>What the declared columns ask, all together.</summary>
internal sealed class ColumnsCheck(IReadOnlyList<TaskColumn> declared, IReadOnlyList<string> columns) : RowCheck(CheckName, "Error")
{
    /// <summary>The name of this check in results.</summary>
    public const string CheckName = "columns";

    private const int MaxProblems = 3;
    private readonly Column[] _columns =
        [.. declared.Select(column => new Column(column, columns.ToList().IndexOf(column.Name))).Where(column => column.Place >= 0)];

    /// <inheritdoc />
    public override void Add(string?[] row, RowPlace place)
    {
        foreach (var column in _columns) column.Add(row[column.Place], place);
    }

    /// <inheritdoc />
    public override string? Finish()
    {
        string[] absent = [.. declared.Where(column => !columns.Contains(column.Name)).Select(column => $"'{column.Name}' is not there")];
        string[] problems = [.. absent, .. _columns.SelectMany(column => column.Problems())];
        if (problems.Length == 0) return null;
        var rest = problems.Length > MaxProblems ? $"; and {problems.Length - MaxProblems} more" : "";
        return string.Join("; ", problems.Take(MaxProblems)) + rest;
    }

    private sealed class Column(TaskColumn rule, int place)
    {
        private readonly HashSet<string>? _allowed = rule.Allowed is null ? null : new(rule.Allowed, StringComparer.Ordinal);
        private readonly double? _min = Number(rule.Min);
        private readonly double? _max = Number(rule.Max);
        private readonly Broken _missing = new();
        private readonly Broken _type = new();
        private readonly Broken _range = new();
        private readonly Broken _values = new();

        public int Place => place;

        public void Add(string? cell, RowPlace row)
        {
            if (cell is null)
            {
                if (rule.Required) _missing.Add(null, row);
                return;
            }

            if (!CellText.Is(rule.Type, cell)) _type.Add(cell, row);
            else if (_allowed?.Contains(cell) == false) _values.Add(cell, row);
            else if ((_min ?? _max) is not null && !InRange(cell)) _range.Add(cell, row);
        }

        public IEnumerable<string> Problems() => new[]
        {
            _missing.Say("are missing"), _type.Say($"are not {CellText.Plural(rule.Type)}"), _values.Say("are not allowed"),
            _range.Say($"are not from {rule.Min ?? "-∞"} to {rule.Max ?? "∞"}"),
        }.Where(problem => problem is not null).Select(problem => $"'{rule.Name}': {problem}");

        private bool InRange(string cell) => NumericText.TryParse(cell, out var value) && !(value < _min) && !(value > _max);

        private static double? Number(string? text) => text is null ? null : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
