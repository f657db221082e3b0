using System.Security.Cryptography;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Outputs;
using Modelwright.Agent.Reports;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Uploads;

/// <summary>Digests files and, where there is a store, uploads them.</summary>
/// <param name="store">The store, or null: files are digested only.</param>
internal sealed class Uploader(IArtifactStore? store)
{
    /// <summary>A file of the output folder; null when it is gone.</summary>
    /// <param name="folder">The output folder.</param>
    /// <param name="relative">The file in it.</param>
    /// <param name="name">Its name in the store.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FetchException">It did not work.</exception>
    public async Task<StoredFile?> FileAsync(OutputFolder folder, string relative, string name, CancellationToken cancellation)
    {
        using var found = folder.Find(relative, out var problem);
        if (problem is not null) throw new FetchException(FetchReason.Failed, $"{relative} {problem}");
        if (found is null) return null;
        try
        {
            return await ContentAsync(new UploadContent(found.Status.Bytes, found.Read), name, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FetchException(FetchReason.AccessDenied, $"{relative} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Any bytes.</summary>
    /// <exception cref="FetchException">It did not work.</exception>
    public async Task<StoredFile> ContentAsync(UploadContent content, string name, CancellationToken cancellation)
    {
        Sha256Digest digest;
        await using (var stream = content.Open())
            digest = Sha256Digest.FromHash(await SHA256.HashDataAsync(stream, cancellation));
        if (store is null) return new StoredFile(name, digest.ToString(), content.Bytes, null);
        await store.PutAsync(name, content, digest, cancellation);
        return new StoredFile(name, digest.ToString(), content.Bytes, $"{store.Folder}{name}");
    }
}
