using Modelwright.Agent.Sources;
using Modelwright.Artifacts;

namespace Modelwright.Agent.Fetching;

/// <summary>Fetches one artifact: opens its source, writes and hashes the bytes, checks them, and only then lets the file appear.</summary>
public sealed class Fetcher(SourceFactory sources, FetchPolicy policy, TimeProvider time, Random random, Action<string> log)
{
    private readonly Attempts attempts = new(policy, time, random, log);

    /// <summary>Fetches, with as many attempts as the policy allows.</summary>
    /// <exception cref="FetchException">It did not work; nothing was left at the output's path that was not there before.</exception>
    public async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        var uri = Parse(request);
        var expected = await PinnedDigest.ReadAsync(request, cancellation);
        return await FetchAsync(sources.Create(uri, request), request.Output, request.MaxBytes, expected, cancellation);
    }

    /// <summary>Fetches from a source.</summary>
    /// <param name="source">Where the bytes come from.</param>
    /// <param name="output">Where the file appears, by rename.</param>
    /// <param name="maxBytes">More bytes than this are refused.</param>
    /// <param name="expected">The digest that the bytes must have, if it is known.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="FetchException">It did not work; nothing was left at the output's path that was not there before.</exception>
    public Task<FetchResult> FetchAsync(
        IArtifactSource source, string output, long maxBytes, Sha256Digest? expected, CancellationToken cancellation) =>
        attempts.RunAsync(source.Uri, "fetched", either => AttemptAsync(source, output, maxBytes, expected, either), cancellation);

    private static ArtifactUri Parse(FetchRequest request)
    {
        var rules = new ArtifactUriRules { AllowFile = request.AllowFile, AllowLoopback = request.AllowLoopback };
        return ArtifactUri.TryParse(request.Uri, rules, out var uri, out var error)
            ? uri
            : throw new FetchException(FetchReason.InvalidUri, $"the URI is not accepted: {error}");
    }

    private async Task<FetchResult> AttemptAsync(
        IArtifactSource source, string path, long maxBytes, Sha256Digest? expected, CancellationToken cancellation)
    {
        await using var content = await OpenAsync(source, cancellation);
        if (content.Length > maxBytes) throw TooLarge(source, maxBytes, content.Length);
        await using var output = new OutputFile(path);
        using var idle = new IdleDeadline(policy.IdleTimeout, time, cancellation);
        var buffer = new byte[128 * 1024];
        while (await ReadAsync(source, content, buffer, idle) is > 0 and var count)
        {
            if (output.Bytes + count > maxBytes) throw TooLarge(source, maxBytes, content.Length);
            await output.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }

        if (content.Length is { } length && length != output.Bytes)
            throw FetchException.Transient($"{source.Uri} ended after {output.Bytes} of {length} bytes");
        var digest = output.Digest();
        if (expected is not null && digest != expected)
            throw new FetchException(FetchReason.DigestMismatch,
                $"{source.Uri} has the digest {digest}, but {expected} was asked for; " +
                "the file was changed or the digest is another file's");
        if (content.Digest is { } own && digest != own)
            throw new FetchException(FetchReason.DigestMismatch, $"{source.Uri} was to send {own} and sent {digest}");
        await output.CommitAsync(cancellation);
        return new FetchResult(digest, output.Bytes);
    }

    private async Task<ArtifactContent> OpenAsync(IArtifactSource source, CancellationToken cancellation)
    {
        using var idle = new IdleDeadline(policy.ConnectTimeout + policy.IdleTimeout, time, cancellation);
        try
        {
            return await source.OpenAsync(idle.Token).WaitAsync(idle.Token);
        }
        catch (OperationCanceledException) when (idle.Expired)
        {
            throw FetchException.Transient($"{source.Uri} did not answer in time");
        }
    }

    private static async Task<int> ReadAsync(IArtifactSource source, ArtifactContent content, byte[] buffer, IdleDeadline idle)
    {
        try
        {
            idle.Restart();

            // Not every stream heeds the token: a read from a named pipe or a hung network file system does not end by it.
            return await content.Body.ReadAsync(buffer, idle.Token).AsTask().WaitAsync(idle.Token);
        }
        catch (OperationCanceledException) when (idle.Expired)
        {
            throw FetchException.Transient($"{source.Uri} stopped sending");
        }
        catch (Exception e) when (e is not (OperationCanceledException or FetchException))
        {
            // Connections end in many exceptions, and the S3 client has one of its own when an object's MD5 does not fit.
            throw FetchException.Transient($"{source.Uri} broke off: {e.Message}", e);
        }
    }

    private static FetchException TooLarge(IArtifactSource source, long maxBytes, long? length) => new(FetchReason.TooLarge,
        $"{source.Uri} has {(length is { } bytes && bytes > maxBytes ? $"{bytes} bytes" : "more bytes than allowed")}; " +
        $"at most {maxBytes} are accepted");
}
