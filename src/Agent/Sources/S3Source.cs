using Amazon.S3.Model;
using Modelwright.Agent.Network;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Sources;

/// <summary>An object of Amazon S3 or of a store that speaks its protocol.</summary>
internal sealed class S3Source(ArtifactUri uri, S3Access access) : IArtifactSource
{
    /// <inheritdoc />
    public ArtifactUri Uri => uri;

    /// <inheritdoc />
    public async Task<ArtifactContent> OpenAsync(CancellationToken cancellation)
    {
        var client = access.Connect();
        try
        {
            var request = new GetObjectRequest { BucketName = uri.Host, Key = uri.Path };
            var response = await client.GetObjectAsync(request, cancellation);
            return new ArtifactContent(response.ResponseStream, response.ContentLength, client);
        }
        catch (Exception e)
        {
            client.Dispose();
            if (access.Failure(e, uri, "read") is { } failure) throw failure;
            throw;
        }
    }

    /// <inheritdoc />
    public async Task<SourceMark?> MarkAsync(CancellationToken cancellation)
    {
        using var client = access.Connect();
        try
        {
            var found = await client.GetObjectMetadataAsync(
                new GetObjectMetadataRequest { BucketName = uri.Host, Key = uri.Path }, cancellation);
            return found.ETag is { Length: > 0 } tag ? new SourceMark($"{tag} {found.ContentLength}", tag.Trim('"')) : null;
        }
        catch (Exception e) when (access.Failure(e, uri, "read") is { } failure)
        {
            throw failure;
        }
    }
}
