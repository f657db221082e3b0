using Modelwright.Agent.Fetching;
using Modelwright.Agent.Sources;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Uploads;

/// <summary>A folder of a mounted claim or of this machine. Files appear by rename.</summary>
/// <param name="folder">The folder's URI.</param>
/// <param name="path">Where it is.</param>
/// <param name="root">Links must not lead out of here.</param>
internal sealed class LocalStore(ArtifactUri folder, string path, string? root) : IArtifactStore
{
    /// <inheritdoc />
    public ArtifactUri Folder => folder;

    /// <inheritdoc />
    /// <remarks>On a thread of its own: a hung network file system blocks it.</remarks>
    public Task PutAsync(string relative, UploadContent content, Sha256Digest digest, CancellationToken cancellation) =>
        Task.Run(() => CopyAsync(relative, content, digest, cancellation), cancellation).WaitAsync(cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> NamesAsync(string relative, int most, CancellationToken cancellation) =>
        Task.Run(() => Locally<IReadOnlyList<string>>("listed", () =>
        {
            var folder = new DirectoryInfo(Path.Combine(path, relative));
            if (!folder.Exists) return [];
            Contain(folder.FullName);
            return [.. folder.EnumerateFileSystemInfos().Take(most).Select(entry =>
                entry is DirectoryInfo && entry.LinkTarget is null ? $"{entry.Name}/" : entry.Name)];
        }), cancellation).WaitAsync(cancellation);

    /// <inheritdoc />
    /// <remarks>A link is removed, and not what it leads to.</remarks>
    public Task RemoveAsync(string relative, CancellationToken cancellation) => Task.Run(() => Locally("removed", () =>
    {
        var target = Path.Combine(path, relative.TrimEnd('/'));
        if (!Path.Exists(Path.GetDirectoryName(target))) return 0;
        Contain(Path.GetDirectoryName(target)!);
        if (relative.EndsWith('/') && Directory.Exists(target)) Directory.Delete(target, recursive: true);
        else File.Delete(target);
        return 0;
    }), cancellation).WaitAsync(cancellation);

    private async Task CopyAsync(string relative, UploadContent content, Sha256Digest digest, CancellationToken cancellation)
    {
        var target = Path.Combine(path, relative);
        Prepare(Path.GetDirectoryName(target)!);
        await using var output = new OutputFile(target);
        await using var source = content.Open();
        var buffer = new byte[128 * 1024];
        while (await source.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            if (output.Bytes + count > content.Bytes) break;
            await output.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }

        if (output.Digest() != digest)
            throw new FetchException(FetchReason.DigestMismatch, $"{relative} was changed while it was uploaded");
        await output.CommitAsync(cancellation);
    }

    private void Prepare(string directory) => Locally("written", () =>
    {
        Directory.CreateDirectory(directory);
        Contain(directory);
        return 0;
    });

    private void Contain(string directory)
    {
        if (root is null) return;
        var (real, top) = (RealPath.Resolve(directory), RealPath.Resolve(root));
        if (real != top && !real.StartsWith(top + '/', StringComparison.Ordinal))
            throw new FetchException(FetchReason.InvalidUri, $"{folder} leads out of its claim through a symbolic link");
    }

    private T Locally<T>(string verb, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FetchException(FetchReason.AccessDenied, $"{folder} may not be {verb} by this pod's user", e);
        }
        catch (IOException e)
        {
            throw new FetchException(FetchReason.Failed, $"{folder} cannot be {verb}: {e.Message}", e);
        }
    }
}
