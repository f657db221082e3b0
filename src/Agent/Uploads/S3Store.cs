using Amazon.S3;
using Amazon.S3.Model;
using Modelwright.Agent.Fetching;
using Modelwright.Agent.Network;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Uploads;

/// <summary>A prefix of a bucket. Large files go in parts, each tried again by itself; an upload that is given up is taken back.</summary>
internal sealed class S3Store(
    ArtifactUri folder, S3Access access, Attempts attempts, TimeProvider time, long partBytes = S3Store.DefaultPart) : IArtifactStore
{
    /// <summary>Bytes of a part, and of what goes in one piece.</summary>
    public const long DefaultPart = 16L << 20;

    // Amazon's limit is 10,000.
    private const int MaxParts = 9_000;
    private const string DigestField = "sha256";

    // A request takes this long, and the time that its bytes take at 256 KiB a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const double SlowestRate = 256 * 1024;

    /// <inheritdoc />
    public ArtifactUri Folder => folder;

    /// <inheritdoc />
    public async Task PutAsync(string relative, UploadContent content, Sha256Digest digest, CancellationToken cancellation)
    {
        using var client = access.Connect();
        var key = Key(relative);
        if (content.Bytes > partBytes) await PutPartsAsync(client, key, content, digest, cancellation);
        else
            await AttemptAsync(content.Bytes, async stop =>
            {
                await using var stream = content.Open();
                var request = new PutObjectRequest
                {
                    BucketName = folder.Host,
                    Key = key,
                    InputStream = stream,
                    AutoCloseStream = false,
                    UseChunkEncoding = false,
                };
                request.Metadata[DigestField] = digest.Hex;
                return await client.PutObjectAsync(request, stop);
            }, cancellation);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> NamesAsync(string relative, int most, CancellationToken cancellation)
    {
        using var client = access.Connect();
        var prefix = Key(relative);
        var names = new HashSet<string>(StringComparer.Ordinal);
        await ListAsync(client, prefix, "/", page =>
        {
            foreach (var key in (page.S3Objects ?? []).Select(item => item.Key).Concat(page.CommonPrefixes ?? []))
                if (key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.Ordinal) && names.Count < most)
                    names.Add(key[prefix.Length..]);
            return names.Count < most;
        }, cancellation);
        return [.. names];
    }

    /// <inheritdoc />
    public async Task RemoveAsync(string relative, CancellationToken cancellation)
    {
        using var client = access.Connect();
        var key = Key(relative);
        if (!relative.EndsWith('/'))
        {
            await AttemptAsync(0, stop => client.DeleteObjectAsync(folder.Host, key, stop), cancellation);
            return;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        await ListAsync(client, key, null, page =>
        {
            var before = keys.Count;
            keys.UnionWith((page.S3Objects ?? []).Select(item => item.Key).Where(found => found.StartsWith(key, StringComparison.Ordinal)));
            return keys.Count > before;
        }, cancellation);
        foreach (var one in keys) await AttemptAsync(0, stop => client.DeleteObjectAsync(folder.Host, one, stop), cancellation);
    }

    // Ends, too, when a store repeats its pages.
    private async Task ListAsync(
        AmazonS3Client client, string prefix, string? delimiter, Func<ListObjectsV2Response, bool> take, CancellationToken cancellation)
    {
        var request = new ListObjectsV2Request { BucketName = folder.Host, Prefix = prefix, Delimiter = delimiter };
        while (true)
        {
            var page = await AttemptAsync(0, stop => client.ListObjectsV2Async(request, stop), cancellation);
            if (!take(page) || page.IsTruncated is not true || page.NextContinuationToken == request.ContinuationToken) return;
            request.ContinuationToken = page.NextContinuationToken;
        }
    }

    private string Key(string relative) => folder.Path.Length == 0 ? relative : $"{folder.Path}/{relative}";

    private async Task PutPartsAsync(
        AmazonS3Client client, string key, UploadContent content, Sha256Digest digest, CancellationToken cancellation)
    {
        var start = new InitiateMultipartUploadRequest { BucketName = folder.Host, Key = key };
        start.Metadata[DigestField] = digest.Hex;
        var upload = (await AttemptAsync(0, stop => client.InitiateMultipartUploadAsync(start, stop), cancellation)).UploadId;
        try
        {
            var size = Math.Max(partBytes, (content.Bytes + MaxParts - 1) / MaxParts);
            var parts = new List<PartETag>();
            for (var from = 0L; from < content.Bytes; from += size)
            {
                var (number, position, length) = (parts.Count + 1, from, Math.Min(size, content.Bytes - from));
                var part = await AttemptAsync(length, async stop =>
                {
                    await using var stream = content.Open();
                    stream.Position = position;
                    return await client.UploadPartAsync(new UploadPartRequest
                    {
                        BucketName = folder.Host,
                        Key = key,
                        UploadId = upload,
                        PartNumber = number,
                        InputStream = stream,
                        PartSize = length,
                        UseChunkEncoding = false,
                    }, stop);
                }, cancellation);
                parts.Add(new PartETag(number, part.ETag));
            }

            var end = new CompleteMultipartUploadRequest { BucketName = folder.Host, Key = key, UploadId = upload, PartETags = parts };
            await AttemptAsync(0, stop => client.CompleteMultipartUploadAsync(end, stop), cancellation);
        }
        catch
        {
            await TakeBackAsync(client, key, upload);
            throw;
        }
    }

    private Task<T> AttemptAsync<T>(long bytes, Func<CancellationToken, Task<T>> send, CancellationToken cancellation) =>
        attempts.RunAsync(folder, "uploaded", async stop =>
        {
            using var idle = new IdleDeadline(Patience + TimeSpan.FromSeconds(bytes / SlowestRate), time, stop);
            try
            {
                return await send(idle.Token);
            }
            catch (OperationCanceledException) when (idle.Expired)
            {
                throw FetchException.Transient($"{folder} does not take the data in time");
            }
            catch (Exception e) when (access.Failure(e, folder, "written") is { } failure)
            {
                throw failure;
            }
        }, cancellation);

    // Parts that nobody takes back cost their owner money for ever. A store that does not answer now may have a rule for that.
    private async Task TakeBackAsync(AmazonS3Client client, string key, string upload)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10), time);
        try
        {
            await client.AbortMultipartUploadAsync(folder.Host, key, upload, deadline.Token);
        }
        catch (Exception e) when (e is OperationCanceledException || access.Failure(e, folder, "written") is not null)
        {
        }
    }
}
