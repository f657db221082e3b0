using System.Collections.Immutable;
using System.Text;
using CsvHelper;

namespace Modelwright.Trainer.Data;

/// <summary>Reads and writes <see cref="Table"/> as CSV (RFC 4180, UTF-8, first line: column names).</summary>
public static class CsvTable
{
    /// <summary>Most columns a file may have.</summary>
    public const int MaxColumns = 1_000;

    /// <summary>Most rows a file may have.</summary>
    public const int MaxRows = 2_000_000;

    private const int MaxRecordBytes = 1024 * 1024;

    // What pandas, R and SQL exports commonly write for "no value".
    private static readonly HashSet<string> MissingValues = new(["", "NA", "N/A", "NaN", "null"], StringComparer.OrdinalIgnoreCase);

    private static readonly CsvReaderOptions Options = new()
    {
        HasHeader = false,
        Separator = ',',
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = MaxRecordBytes,
        MalformedData = CsvMalformedDataHandling.Throw,
        IncludeValuesInExceptions = false,
    };

    /// <summary>Reads a whole file. Cells are trimmed; empty, NA, N/A, NaN and null (in any case) are missing.</summary>
    /// <exception cref="DataException">The file is missing, not CSV, too large, or its rows differ in length.</exception>
    public static Table Read(string file)
    {
        if (!File.Exists(file)) throw new DataException($"no file {file}");
        using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return Read(reader, file);
        }
        catch (DecoderFallbackException)
        {
            throw new DataException($"{file} is not UTF-8; convert it first, for example with iconv");
        }
        catch (CsvFormatException e)
        {
            throw new DataException($"{file} line {e.LineNumber} is not CSV: {e.Message}");
        }
    }

    /// <summary>Writes a table; missing cells become empty fields, lines end in LF.</summary>
    public static void Write(string file, Table table)
    {
        using var csv = CsvWriter.ToFile(file, new CsvWriterOptions { NewLine = "\n" });
        foreach (var row in table.Rows.Prepend([.. table.Columns]))
        {
            foreach (var cell in row) csv.WriteField(cell ?? "");
            csv.EndRecord();
        }
    }

    private static Table Read(TextReader reader, string file)
    {
        using var csv = CsvReader.Create(reader, Options);
        if (!csv.Read()) throw new DataException($"{file} is empty; its first line must hold the column names");
        ImmutableArray<string> columns = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
        Check(columns, file);
        var rows = new List<string?[]>();
        while (csv.Read())
        {
            if (csv.FieldCount != columns.Length)
                throw new DataException($"{file} line {csv.LineNumber} has {csv.FieldCount} fields, but the header has {columns.Length}");
            if (rows.Count == MaxRows) throw new DataException($"{file} has more than {MaxRows:N0} rows; sample it first");
            rows.Add([.. Enumerable.Range(0, columns.Length).Select(csv.GetString).Select(c => MissingValues.Contains(c) ? null : c)]);
        }

        return new Table(columns, rows);
    }

    private static void Check(ImmutableArray<string> columns, string file)
    {
        if (columns.Length > MaxColumns)
            throw new DataException($"{file} has {columns.Length} columns; the limit is {MaxColumns}");
        if (columns.Any(string.IsNullOrEmpty))
            throw new DataException($"{file} has a column without a name; name every column in the first line");
        var twice = columns.GroupBy(c => c, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null) throw new DataException($"{file} has the column '{twice.Key}' more than once; rename one");
    }
}
