using System.Text.Json;
using Modelwright.Agent.Metrics;

namespace Modelwright.Agent.Profiles;

/// <summary>Rows of a file with one flat JSON object a line. Its columns are all names of its first rows, in the order they come.</summary>
internal static class JsonRows
{
    private const int RowsWithNames = 1_000;

    public static RowTable Read(Func<Stream> open)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in Objects(open).Take(RowsWithNames))
            using (row)
                foreach (var member in row.RootElement.EnumerateObject())
                    columns.TryAdd(member.Name, columns.Count);
        if (columns.Count == 0) throw new ReferenceException("has no rows");
        return columns.Count <= RowTable.MaxColumns
            ? new RowTable([.. columns.OrderBy(column => column.Value).Select(column => column.Key)], Rows(open, columns))
            : throw new ReferenceException($"has {columns.Count} columns; at most {RowTable.MaxColumns} are allowed");
    }

    private static IEnumerable<string?[]> Rows(Func<Stream> open, Dictionary<string, int> columns)
    {
        foreach (var row in Objects(open))
            using (row)
            {
                var cells = new string?[columns.Count];
                foreach (var member in row.RootElement.EnumerateObject())
                    if (columns.TryGetValue(member.Name, out var column))
                        cells[column] = Cell(member);
                yield return cells;
            }
    }

    private static string? Cell(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => member.Value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => member.Value.GetRawText(),
        _ => throw new ReferenceException(
            $"has an object or a list in the column '{member.Name}'; a row is flat"),
    };

    private static IEnumerable<JsonDocument> Objects(Func<Stream> open)
    {
        using var stream = open();
        var parsed = new Queue<JsonDocument>();
        var lines = new LineSplitter(ReferenceProfiler.MaxRow, (line, number) => parsed.Enqueue(Parse(line, number)),
            number => throw new ReferenceException($"has more than {ReferenceProfiler.MaxRow} characters in line {number}"));
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is > 0 and var count)
        {
            lines.Add(buffer.AsSpan(0, count));
            while (parsed.TryDequeue(out var row)) yield return row;
        }

        lines.Finish();
        while (parsed.TryDequeue(out var row)) yield return row;
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> line, long number)
    {
        try
        {
            var empty = line.IndexOfAnyExcept(" \t\r"u8) < 0;
            var document = JsonDocument.Parse(empty ? "{}"u8.ToArray() : BareNumbers.Quote(line) ?? line.ToArray());
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw new ReferenceException($"has no JSON object in line {number}");
        }
        catch (JsonException e)
        {
            throw new ReferenceException($"is not JSON in line {number}: {e.Message.Split(" LineNumber")[0]}", e);
        }
    }
}
