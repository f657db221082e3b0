using System.Text;

namespace Modelwright.LocalCluster.Node.Configuration;

/// <summary>
/// Stands in for mount namespaces: replaces container paths by the folders of this machine that are "mounted" there, wherever such a path
/// appears in a text. A path counts only at its boundaries: <c>/data</c> is found in <c>--in=/data/x</c>, not in <c>/database</c>,
/// <c>/my/data</c> or <c>file:///data</c> (a URI names a file of this machine).
/// </summary>
internal sealed class MountPaths
{
    private readonly (string Path, string Folder)[] mounts;

    public MountPaths(IEnumerable<KeyValuePair<string, string>> mounts) => this.mounts =
    [
        .. mounts.Select(mount => (Path: mount.Key.TrimEnd('/'), Folder: mount.Value))
            .Where(mount => mount.Path.Length > 1 && mount.Path[0] == '/')
            .OrderByDescending(mount => mount.Path.Length),
    ];

    /// <summary>The folder or file that stands for exactly this container path, or null.</summary>
    public string? FolderOf(string path) => mounts.FirstOrDefault(mount => mount.Path == path.TrimEnd('/')).Folder;

    public string Rewrite(string text)
    {
        if (mounts.Length == 0 || !text.Contains('/')) return text;
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var mount = text[at] == '/' && (at == 0 || !IsPathCharacter(text[at - 1])) ? MountAt(text, at) : default;
            if (mount.Path is null)
            {
                result.Append(text[at++]);
                continue;
            }

            result.Append(mount.Folder);
            at += mount.Path.Length;
        }

        return result.ToString();
    }

    private (string Path, string Folder) MountAt(string text, int at)
    {
        foreach (var mount in mounts)
        {
            if (string.CompareOrdinal(text, at, mount.Path, 0, mount.Path.Length) != 0) continue;
            var end = at + mount.Path.Length;
            if (end == text.Length || text[end] == '/' || !IsPathCharacter(text[end])) return mount;
        }

        return default;
    }

    private static bool IsPathCharacter(char c) => char.IsLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '~' or '%';
}
