using System.Text;
using System.Text.Json;

namespace Modelwright.Trainer.Data;

/// <summary>
/// Reads a <see cref="Table"/> from JSON (UTF-8): one object a line, or one array of objects. Columns are the members of all objects, in
/// the order of their first appearance; a member that an object does not have, null and the empty string are missing.
/// </summary>
public static class JsonTable
{
    private const int MaxLineCharacters = 1024 * 1024;
    private const long MaxArrayBytes = 1024L * 1024 * 1024;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="DataException">The file is missing, not JSON, too large, or holds something else than flat objects.</exception>
    public static Table Read(string file)
    {
        if (!File.Exists(file)) throw new DataException($"no file {file}");
        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            while (reader.Peek() is var next && next >= 0 && char.IsWhiteSpace((char)next)) reader.Read();
            var rows = new JsonRows(file);
            if (reader.Peek() == '[') ReadArray(file, reader, rows);
            else ReadLines(file, reader, rows);
            return rows.ToTable();
        }
        catch (DecoderFallbackException)
        {
            throw new DataException($"{file} is not UTF-8; convert it first, for example with iconv");
        }
    }

    private static void ReadArray(string file, StreamReader reader, JsonRows rows)
    {
        if (new FileInfo(file).Length > MaxArrayBytes)
            throw new DataException($"{file} is one JSON array of more than 1 GiB; write one object a line instead");
        try
        {
            using var document = JsonDocument.Parse(reader.ReadToEnd());
            var number = 0;
            foreach (var element in document.RootElement.EnumerateArray()) rows.Add(element, $"element {++number}");
        }
        catch (JsonException e)
        {
            throw new DataException($"{file} is not JSON: {e.Message}");
        }
    }

    private static void ReadLines(string file, StreamReader reader, JsonRows rows)
    {
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (line.Length > MaxLineCharacters) throw new DataException($"{file} line {number} is longer than a million characters");
            try
            {
                using var document = JsonDocument.Parse(line);
                rows.Add(document.RootElement, $"line {number}");
            }
            catch (JsonException)
            {
                throw new DataException($"{file} line {number} is not JSON: '{Table.Shown(line)}'; each line must hold one object");
            }
        }
    }
}
