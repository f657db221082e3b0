namespace Modelwright.CrdGen.Files;

/// <summary>What the generator makes, by path below the repository's root, with '/' between folders.</summary>
/// <param name="Contents">The files' text by path.</param>
/// <param name="Folders">The folders that hold nothing but generated files; other files in them are left over and removed.</param>
public sealed record GeneratedFiles(IReadOnlyDictionary<string, string> Contents, IReadOnlyList<string> Folders)
{
    /// <summary>The paths of files that are missing, differ or should not be there, sorted.</summary>
    public IReadOnlyList<string> Differences(string root)
    {
        var differing = Contents.Where(file => Read(root, file.Key) != file.Value).Select(file => file.Key);
        return [.. differing.Concat(LeftOver(root)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Writes what differs, removes what is left over and returns the paths it touched.</summary>
    public IReadOnlyList<string> Write(string root)
    {
        var changed = Differences(root);
        foreach (var path in changed)
        {
            var file = Path.Combine(root, path);
            if (Contents.TryGetValue(path, out var content))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, content);
            }
            else
            {
                File.Delete(file);
            }
        }

        return changed;
    }

    private IEnumerable<string> LeftOver(string root) => Folders
        .Select(folder => Path.Combine(root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(path => !Contents.ContainsKey(path));

    private static string? Read(string root, string path)
    {
        var file = Path.Combine(root, path);
        return File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : null;
    }
}
