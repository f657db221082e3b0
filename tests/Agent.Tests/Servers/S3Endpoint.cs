using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Modelwright.Agent.Tests.Servers;

/// <summary>
/// The part of Amazon S3 that a reader sees: path-style GET of an object, errors as XML, and the check of Signature Version 4. Anonymous
/// requests reach only buckets whose name begins with <c>public</c>.
/// </summary>
internal sealed class S3Endpoint
{
    public const string AccessKey = "AKIAEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>The region that requests must be signed for.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The token that temporary keys must come with.</summary>
    public string? SessionToken { get; init; }

    /// <summary>How many requests are answered "slow down" first.</summary>
    public int Busy { get; set; }

    /// <summary>Whether objects come with another object's MD5.</summary>
    public bool Corrupt { get; init; }

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var bucket = path.Split('/')[1];
        if (Busy-- > 0)
            await ErrorAsync(context, 503, "SlowDown");
        else if (Refusal(context.Request, bucket) is { } code)
            await ErrorAsync(context, 403, code);
        else if (!Objects.Keys.Any(key => key.StartsWith($"/{bucket}/", StringComparison.Ordinal)))
            await ErrorAsync(context, 404, "NoSuchBucket");
        else if (!Objects.TryGetValue(path, out var content))
            await ErrorAsync(context, 404, "NoSuchKey");
        else
            await SendAsync(context, content);
    }

    private string? Refusal(HttpRequest request, string bucket)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0) return bucket.StartsWith("public", StringComparison.Ordinal) ? null : "AccessDenied";
        if (request.Headers["X-Amz-Security-Token"].ToString() != (SessionToken ?? "")) return "InvalidToken";
        return SignatureV4.Check(request, header, AccessKey, SecretKey, Region);
    }

    private Task SendAsync(HttpContext context, byte[] content)
    {
        context.Response.ContentLength = content.Length;
        context.Response.Headers.ETag = ETag(Corrupt ? [] : content);
        context.Response.Headers.LastModified = DateTimeOffset.UnixEpoch.ToString("R", CultureInfo.InvariantCulture);
        return context.Response.Body.WriteAsync(content).AsTask();
    }

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "S3's ETag is an MD5")]
    private static string ETag(byte[] content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";

    private static Task ErrorAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{code}</Message></Error>");
    }
}
