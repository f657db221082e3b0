using Amazon.S3.Model;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>The objects of a bucket whose keys begin with a prefix, listed page by page.</summary>
internal sealed class S3Folder(ArtifactUri uri, S3Access access) : IFolderSource
{
    /// <summary>What Amazon gives at most; other stores may give fewer.</summary>
    private const int PageSize = 1000;

    /// <inheritdoc />
    public ArtifactUri Uri => uri;

    /// <inheritdoc />
    public async Task<IReadOnlyList<FolderFile>> ListAsync(int maxFiles, CancellationToken cancellation)
    {
        using var client = access.Connect();
        var prefix = uri.Path.Length == 0 ? "" : uri.Path + "/";
        var request = new ListObjectsV2Request { BucketName = uri.Host, Prefix = prefix, MaxKeys = PageSize };
        var files = new Dictionary<string, FolderFile>(StringComparer.Ordinal);
        try
        {
            // Every page must bring something new, so a store that repeats itself cannot keep us here.
            for (var before = -1; before < files.Count;)
            {
                before = files.Count;
                var page = await client.ListObjectsV2Async(request, cancellation);
                foreach (var item in page.S3Objects ?? []) Add(files, item, prefix, maxFiles);
                if (page.IsTruncated is not true) break;
                if (page.NextContinuationToken == request.ContinuationToken) throw Endless();
                request.ContinuationToken = page.NextContinuationToken;
            }
        }
        catch (Exception e) when (access.Failure(e, uri, "listed") is { } failure)
        {
            throw failure;
        }

        return files.Count > 0
            ? [.. files.Values]
            : throw new FetchException(FetchReason.NotFound, $"{uri}: there is no object whose key begins with '{prefix}'");
    }

    private void Add(Dictionary<string, FolderFile> files, S3Object item, string prefix, int maxFiles)
    {
        if (!item.Key.StartsWith(prefix, StringComparison.Ordinal))
            throw new FetchException(FetchReason.Failed, $"{uri}: the store lists the key '{item.Key}', which was not asked for");

        // Consoles make an empty object for a folder.
        var relative = item.Key[prefix.Length..];
        if (relative.Length == 0 || (relative[^1] == '/' && item.Size == 0)) return;
        if (!uri.TryFile(relative, out var file, out var error))
            throw new FetchException(FetchReason.InvalidUri, $"{uri}: the object '{relative}' cannot be taken as a file: {error}");
        files[relative] = new FolderFile(relative, item.Size, new S3Source(file, access), item.ETag ?? "");
        if (files.Count > maxFiles)
            throw new FetchException(FetchReason.TooLarge, $"{uri} has more than {maxFiles} objects; pack them into fewer");
    }

    private FetchException Endless() => new(FetchReason.Failed, $"{uri}: the store lists the same page again and again");
}
