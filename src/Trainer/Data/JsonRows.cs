using System.Text.Json;

namespace Modelwright.Trainer.Data;

/// <summary>Collects JSON objects as rows of a table.</summary>
internal sealed class JsonRows(string file)
{
    private readonly List<string> _columns = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<string?[]> _rows = [];

    /// <summary>Adds an object; <paramref name="place"/> says in errors where it stands.</summary>
    public void Add(JsonElement element, string place)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new DataException($"{file} {place} is no JSON object; each row must be one, like {{\"column\": 1}}");
        if (_rows.Count == CsvTable.MaxRows) throw new DataException($"{file} has more than {CsvTable.MaxRows:N0} rows; sample it first");
        var row = new string?[_columns.Count + element.EnumerateObject().Count(m => !_positions.ContainsKey(m.Name))];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!seen.Add(member.Name)) throw new DataException($"{file} {place} has '{Table.Shown(member.Name)}' more than once");
            row[Position(member.Name, place)] = Cell(member, place);
        }

        _rows.Add(row);
    }

    /// <summary>All rows, each with all columns.</summary>
    public Table ToTable()
    {
        if (_columns.Count == 0) throw new DataException($"{file} is empty; it must hold JSON objects, one a row");
        for (var i = 0; i < _rows.Count; i++)
        {
            var row = _rows[i];
            Array.Resize(ref row, _columns.Count);
            _rows[i] = row;
        }

        return new Table([.. _columns], _rows);
    }

    private int Position(string name, string place)
    {
        if (_positions.TryGetValue(name, out var position)) return position;
        if (name.Length == 0) throw new DataException($"{file} {place} has a member without a name");
        if (_columns.Count == CsvTable.MaxColumns) throw new DataException($"{file} has more than {CsvTable.MaxColumns} columns");
        _columns.Add(name);
        return _positions[name] = _columns.Count - 1;
    }

    private string? Cell(JsonProperty member, string place) => member.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => member.Value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => member.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new DataException(
            $"{file} {place}: '{Table.Shown(member.Name)}' is a JSON {member.Value.ValueKind.ToString().ToLowerInvariant()}; " +
            "a cell must be a text, a number, true, false or null"),
    };
}
