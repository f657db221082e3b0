namespace Modelwright.Trainer.Data;

/// <summary>Reads a table from a file, or from all data files of a folder.</summary>
public static class TableFiles
{
    private const int MaxFiles = 10_000;

    private static readonly string[] JsonEndings = [".json", ".jsonl", ".ndjson"];
    private static readonly string[] Endings = [".csv", .. JsonEndings];

    /// <summary>
    /// Reads a file, as JSON if it ends in .json, .jsonl or .ndjson, else as CSV; or all files of a folder that end in one of these or in
    /// .csv, in the order of their names, as one table. A folder's only file is read whatever it is called.
    /// </summary>
    /// <exception cref="DataException">Nothing is there, it cannot be read as a table, or the files' columns differ.</exception>
    public static Table Read(string path)
    {
        if (!Directory.Exists(path)) return ReadFile(path);
        var all = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(f => !IsHidden(Path.GetRelativePath(path, f))).Take(MaxFiles + 1).ToArray();
        var files = all.Where(f => Endings.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0 && all is [var only]) return ReadUnnamed(only);
        if (all.Length > MaxFiles) throw new DataException($"more than {MaxFiles:N0} files in {path}; join them first");
        return files.Length > 0
            ? Joined(files)
            : throw new DataException($"no data file in {path}; its files must end in {string.Join(", ", Endings)}");
    }

    // "_SUCCESS" and the like, and the folders behind the links of a mounted ConfigMap ("..data").
    private static bool IsHidden(string relative) => relative.Split(Path.DirectorySeparatorChar).Any(part => part[0] is '.' or '_');

    // What came from a URI may have any name.
    private static Table ReadUnnamed(string file)
    {
        using var reader = new StreamReader(file);
        var first = reader.Read();
        while (first >= 0 && char.IsWhiteSpace((char)first)) first = reader.Read();
        return first is '{' or '[' ? JsonTable.Read(file) : CsvTable.Read(file);
    }

    private static Table ReadFile(string file) =>
        JsonEndings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase) ? JsonTable.Read(file) : CsvTable.Read(file);

    private static Table Joined(string[] files)
    {
        var first = ReadFile(files[0]);
        if (files.Length == 1) return first;
        var rows = first.Rows.ToList();
        foreach (var file in files.Skip(1))
        {
            var next = ReadFile(file);
            if (!next.Columns.ToHashSet().SetEquals(first.Columns))
                throw new DataException(
                    $"{file} has the columns {string.Join(", ", next.Columns)}, but {files[0]} has {string.Join(", ", first.Columns)}");
            var positions = first.Columns.Select(next.Position).ToArray();
            rows.AddRange(next.Rows.Select(row => Array.ConvertAll(positions, p => row[p])));
            if (rows.Count > CsvTable.MaxRows)
                throw new DataException($"the files have more than {CsvTable.MaxRows:N0} rows together; sample them first");
        }

        return new Table(first.Columns, rows);
    }
}
