namespace Modelwright.Agent.Sources;

/// <summary>Follows every symbolic link of a path, as realpath(3) does.</summary>
internal static class RealPath
{
    // Linux gives up after as many (path_resolution(7)).
    private const int MaxLinks = 40;

    /// <exception cref="FileNotFoundException">A part of the path does not exist.</exception>
    /// <exception cref="IOException">The links go in circles.</exception>
    public static string Resolve(string path)
    {
        var pending = new Stack<string>(Parts(Path.GetFullPath(path)));
        var resolved = "/";
        var links = 0;
        while (pending.TryPop(out var part))
        {
            if (part == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? "/";
                continue;
            }

            var next = Path.Combine(resolved, part);
            var target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                if (!Path.Exists(next)) throw new FileNotFoundException($"{next} does not exist", next);
                resolved = next;
                continue;
            }

            if (++links > MaxLinks) throw new IOException("too many symbolic links");
            if (Path.IsPathRooted(target)) resolved = "/";
            foreach (var step in Parts(target)) pending.Push(step);
        }

        return resolved;
    }

    // Last part first, for the stack.
    private static IEnumerable<string> Parts(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse();
}
