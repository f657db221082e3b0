using System.Globalization;
using System.Runtime.InteropServices;
using Modelwright.LocalCluster.Node.Processes;

namespace Modelwright.LocalCluster.Node.Volumes;

/// <summary>
/// A folder of files that change all at once, as the kubelet's: each name links to <c>..data/NAME</c>, and <c>..data</c> is one link that
/// is replaced by rename.
/// </summary>
internal static class AtomicFolder
{
    private const string Data = "..data";

    /// <summary>Brings the folder to these files. False when it had them already.</summary>
    public static bool Write(string folder, IReadOnlyDictionary<string, byte[]> files, DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var link = Path.Combine(folder, Data);
        var current = new FileInfo(link).LinkTarget is { } target ? Path.Combine(folder, target) : null;
        if (current is not null && Holds(current, files)) return false;

        var next = Path.Combine(folder, ".." + now.UtcDateTime.ToString("yyyy_MM_dd_HH_mm_ss.fffffff", CultureInfo.InvariantCulture));
        for (var attempt = 0; Directory.Exists(next); attempt++) next += attempt;
        Directory.CreateDirectory(next);
        foreach (var (name, content) in files)
        {
            var file = Inside(next, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }

        var fresh = link + "_tmp";
        File.Delete(fresh);
        File.CreateSymbolicLink(fresh, Path.GetFileName(next));
        // File.Move refuses links to folders.
        if (Libc.Rename(fresh, link) != 0) throw new IOException($"{link}: {Marshal.GetLastPInvokeErrorMessage()}");
        LinkNames(folder, files.Keys.Select(name => name.Split('/')[0]).ToHashSet());
        if (Directory.Exists(current)) Directory.Delete(current, recursive: true);
        return true;
    }

    private static bool Holds(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        if (!Directory.Exists(folder)) return false;
        var existing = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        return existing.Length == files.Count && files.All(file =>
            Path.Combine(folder, file.Key) is var path && File.Exists(path) && file.Value.AsSpan().SequenceEqual(File.ReadAllBytes(path)));
    }

    private static void LinkNames(string folder, HashSet<string> names)
    {
        foreach (var entry in Directory.GetFileSystemEntries(folder))
        {
            var name = Path.GetFileName(entry);
            if (!name.StartsWith("..", StringComparison.Ordinal) && !names.Contains(name)) File.Delete(entry);
        }

        foreach (var name in names)
        {
            var entry = Path.Combine(folder, name);
            if (!Path.Exists(entry)) File.CreateSymbolicLink(entry, Path.Combine(Data, name));
        }
    }

    /// <summary>Keys and item paths come from users: none may lead out of the folder.</summary>
    private static string Inside(string folder, string name)
    {
        var file = Path.GetFullPath(Path.Combine(folder, name));
        return file.StartsWith(folder + "/", StringComparison.Ordinal)
            ? file
            : throw new Configuration.ConfigurationException($"path \"{name}\" leads out of its volume");
    }
}
