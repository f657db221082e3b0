using System.Text;
using Modelwright.Agent.Profiles;

namespace Modelwright.Agent.Datasets;

/// <summary>
/// The rows of a version: of its one file, or of all files of a folder that end as the format's do, in the order of their paths. The first
/// file says the columns; CSV files after it must have the same ones, in any order.
/// </summary>
internal sealed class VersionRows
{
    private readonly IReadOnlyList<DataFile> _files;
    private readonly TableFormat _format;
    private readonly bool _isFolder;

    /// <exception cref="InvalidDataFoundException">There are no rows of this format.</exception>
    public VersionRows(IReadOnlyList<DataFile> files, bool isFolder, TableFormat format)
    {
        (_format, _isFolder) = (format, isFolder);
        _files = isFolder ? [.. files.Where(IsTable).OrderBy(file => file.Name, StringComparer.Ordinal)] : files;
        if (_files.Count == 0)
            throw new InvalidDataFoundException(
                $"none of the {files.Count} files ends in {string.Join(" or ", Endings(format))}; correct spec.format or the folder");
        Columns = Guarded(_files[0], () => Open(_files[0]).Columns);
        if (Columns.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidDataFoundException($"{_files[0].Name} has two columns named '{twice.Key}'; rename one");
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Every row with a cell for each column; null where there is no value. The array may be reused by the reader.</summary>
    /// <exception cref="InvalidDataFoundException">It is not of this format.</exception>
    public IEnumerable<(string?[] Cells, RowPlace Place)> All()
    {
        foreach (var file in _files)
        {
            var table = Guarded(file, () => Open(file));
            var places = Places(file, table.Columns);
            using var rows = table.Rows.GetEnumerator();
            for (var number = 1L; Guarded(file, rows.MoveNext); number++)
            {
                var cells = places is null ? rows.Current : [.. places.Select(place => place < 0 ? null : rows.Current[place])];
                MissingText.Clear(cells);
                yield return (cells, new RowPlace(_files.Count > 1 ? file.Name : null, number));
            }
        }
    }

    private static string[] Endings(TableFormat format) => format == TableFormat.Csv ? [".csv"] : [".jsonl", ".ndjson"];

    private bool IsTable(DataFile file) => Endings(_format).Any(ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private RowTable Open(DataFile file)
    {
        Func<Stream> open = () => new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return _format == TableFormat.Csv ? CsvRows.Read(open) : JsonRows.Read(open);
    }

    // Which cell of this file's rows each column is; null when they are in the same order.
    private int[]? Places(DataFile file, IReadOnlyList<string> columns)
    {
        if (columns.SequenceEqual(Columns)) return null;
        int[] places = [.. Columns.Select(column => columns.ToList().IndexOf(column))];
        return _format == TableFormat.JsonLines || (places.All(place => place >= 0) && columns.Count == Columns.Count)
            ? places
            : throw new InvalidDataFoundException(
                $"{file.Name} has the columns {Shown(columns)}, but {_files[0].Name} has {Shown(Columns)}; all files need the same");
    }

    private static string Shown(IReadOnlyList<string> columns) =>
        string.Join(", ", columns.Take(8)) + (columns.Count > 8 ? $" and {columns.Count - 8} more" : "");

    private static T Guarded<T>(DataFile file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ReferenceException e)
        {
            throw new InvalidDataFoundException($"{file.Name} {e.Message}", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataFoundException($"{file.Name} is not UTF-8; convert it first, for example with iconv", e);
        }
    }
}
