using System.Text.Json;
using System.Text.RegularExpressions;

namespace Modelwright.Agent.Datasets.Dvc;

/// <summary>
/// The object of a folder: a JSON list of <c>{"md5", "relpath"}</c> (dvc-data, hashfile/tree.py).
/// </summary>
internal static partial class DvcListing
{
    /// <summary>The most bytes: 10,000 files with long paths.</summary>
    public const int MaxBytes = 16 << 20;

    /// <summary>The files by path; paths are not judged here.</summary>
    /// <exception cref="DvcException">It is no such list.</exception>
    public static IReadOnlyList<(string Path, string Md5)> Read(ReadOnlyMemory<byte> json, int maxFiles)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
            if (document.RootElement.ValueKind != JsonValueKind.Array) throw new DvcException("it is not a JSON list");
            foreach (var entry in document.RootElement.EnumerateArray())
            {
                var (path, md5) = (Text(entry, "relpath"), Text(entry, "md5"));
                if (path is null || md5 is null || !Digits().IsMatch(md5))
                    throw new DvcException($"its entry {files.Count + 1} has no relpath or no md5 of 32 hexadecimal digits");
                if (!files.TryAdd(path, md5)) throw new DvcException($"it lists '{path}' twice");
                if (files.Count > maxFiles) throw new DvcException($"it has more than {maxFiles} files; pack them into fewer");
            }
        }
        catch (JsonException e)
        {
            throw new DvcException($"it is not JSON: {e.Message}");
        }

        return files.Count > 0 ? [.. files.Select(file => (file.Key, file.Value))] : throw new DvcException("it is an empty folder");
    }

    private static string? Text(JsonElement entry, string name) => entry.ValueKind == JsonValueKind.Object
        && entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"\A[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
