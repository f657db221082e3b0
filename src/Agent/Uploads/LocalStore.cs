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

    private void Prepare(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            if (root is null) return;
            var (real, top) = (RealPath.Resolve(directory), RealPath.Resolve(root));
            if (real != top && !real.StartsWith(top + '/', StringComparison.Ordinal))
                throw new FetchException(FetchReason.InvalidUri, $"{folder} leads out of its claim through a symbolic link");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FetchException(FetchReason.AccessDenied, $"{folder} may not be written by this pod's user", e);
        }
        catch (IOException e)
        {
            throw new FetchException(FetchReason.Failed, $"{folder} cannot be written: {e.Message}", e);
        }
    }
}
