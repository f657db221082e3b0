using System.Runtime.CompilerServices;

namespace Modelwright.Testing;

/// <summary>
/// Compares text with a committed file. <c>UPDATE_SNAPSHOTS=1</c> rewrites the files instead; read the diff before you commit it.
/// </summary>
public static class Snapshot
{
    /// <summary>Fails unless <paramref name="actual"/> equals <c>Snapshots/NAME</c> beside the calling test file.</summary>
    public static void Match(string actual, string name, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "Snapshots", name);
        var text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            return;
        }

        if (!File.Exists(file))
            throw new InvalidOperationException($"no snapshot {file}; run with UPDATE_SNAPSHOTS=1 to write it");
        var expected = File.ReadAllText(file).ReplaceLineEndings("\n");
        if (expected != text)
            throw new InvalidOperationException($"differs from {file}; actual:\n{text}");
    }
}
