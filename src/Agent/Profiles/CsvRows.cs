using System.Text;
using CsvHelper;

namespace Modelwright.Agent.Profiles;

/// <summary>Rows of a CSV file (RFC 4180, UTF-8, first line: column names).</summary>
internal static class CsvRows
{
    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false,
        Separator = ',',
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = ReferenceProfiler.MaxRow,
        MalformedData = CsvMalformedDataHandling.Throw,
        IncludeValuesInExceptions = false,
    };

    public static RowTable Read(Func<Stream> open)
    {
        var rows = All(open).GetEnumerator();
        if (!rows.MoveNext()) throw new ReferenceException("is empty; its first line must hold the column names");
        string[] columns = [.. rows.Current.Cells!];
        if (columns.Length > RowTable.MaxColumns)
            throw new ReferenceException($"has {columns.Length} columns; at most {RowTable.MaxColumns} are allowed");
        return new RowTable(columns, Checked(rows, columns.Length));
    }

    private static IEnumerable<string?[]> Checked(IEnumerator<(string[] Cells, long Line)> rows, int columns)
    {
        using (rows)
            while (rows.MoveNext())
                yield return rows.Current.Cells.Length == columns
                    ? rows.Current.Cells
                    : throw new ReferenceException(
                        $"has {rows.Current.Cells.Length} fields in line {rows.Current.Line}, but {columns} column names");
    }

    private static IEnumerable<(string[] Cells, long Line)> All(Func<Stream> open)
    {
        using var reader = new StreamReader(open(), new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var csv = CsvReader.Create(reader, Options);
        while (Next(csv)) yield return ([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)], csv.LineNumber);
    }

    private static bool Next(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new ReferenceException($"is not CSV in line {e.LineNumber}: {e.Message}", e);
        }
    }
}
