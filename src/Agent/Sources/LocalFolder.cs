using Modelwright.Agent.Fetching;
using Modelwright.Agent.Files;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>
/// A folder of this machine or of a mounted claim. A link to a file is followed where <see cref="FileSource"/> would; a link to a folder
/// could make the folder endless and is refused.
/// </summary>
public sealed class LocalFolder(ArtifactUri uri, string path, string? root) : IFolderSource
{
    private const int MaxDepth = 32;

    // Ext4 has it at the top of every volume; it is nobody's data.
    private const string FileSystemOwn = "lost+found";

    /// <inheritdoc />
    public ArtifactUri Uri => uri;

    /// <inheritdoc />
    /// <remarks>On a thread of its own: a hung network file system blocks it.</remarks>
    public Task<IReadOnlyList<FolderFile>> ListAsync(int maxFiles, CancellationToken cancellation) =>
        Task.Run<IReadOnlyList<FolderFile>>(() => List(maxFiles, cancellation), cancellation);

    private List<FolderFile> List(int maxFiles, CancellationToken cancellation) => FileFailures.Translate(uri, () =>
    {
        var real = RealPath.Resolve(path);
        if (root is not null && !Contains(RealPath.Resolve(root), real))
            throw new FetchException(FetchReason.InvalidUri, $"{uri} leads out of its claim through a symbolic link");
        if (!Directory.Exists(real))
            throw new FetchException(FetchReason.NotFound, $"{uri} is a file; write it without the '/' at its end");
        var files = new List<FolderFile>();
        Walk(real, "", 0, files, maxFiles, cancellation);
        return files.Count > 0 ? files : throw new FetchException(FetchReason.NotFound, $"{uri} is an empty folder");
    });

    private void Walk(string folder, string prefix, int depth, List<FolderFile> files, int maxFiles, CancellationToken cancellation)
    {
        if (depth > MaxDepth) throw new FetchException(FetchReason.Failed, $"{uri} has folders more than {MaxDepth} deep");
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            cancellation.ThrowIfCancellationRequested();
            var relative = prefix + entry.Name;
            if (relative == FileSystemOwn) continue;
            using var found = FoundFile.At(entry.FullName)
                ?? throw new FetchException(FetchReason.NotFound, $"{uri}: '{relative}' is a symbolic link to nothing");
            if (found.Status.IsFolder && entry.LinkTarget is null)
                Walk(entry.FullName, relative + "/", depth + 1, files, maxFiles, cancellation);
            else if (!found.Status.IsRegular)
                throw new FetchException(FetchReason.InvalidUri,
                    $"{uri}: '{relative}' is a link to a folder, a pipe or a device; only files are taken");
            else if (files.Count == maxFiles)
                throw new FetchException(FetchReason.TooLarge, $"{uri} has more than {maxFiles} files; pack them into fewer");
            else
                files.Add(new FolderFile(
                    relative, found.Status.Bytes, new FileSource(FileUri(relative), entry.FullName, root), found.Status.Stamp));
        }
    }

    private static bool Contains(string top, string path) => path == top || path.StartsWith(top + '/', StringComparison.Ordinal);

    private ArtifactUri FileUri(string relative) => uri.TryFile(relative, out var file, out var error)
        ? file
        : throw new FetchException(FetchReason.InvalidUri, $"{uri}: the file '{relative}' cannot be taken: {error}");
}
