using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Modelwright.Agent.Tests.Servers;

/// <summary>
/// The part of Amazon S3 that a reader sees: path-style GET of an object, ListObjectsV2 in pages, errors as XML, and the check of Signature
/// Version 4. Anonymous requests reach only buckets whose name begins with <c>public</c>.
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

    /// <summary>Objects on a page of a list.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Whether every page of a list is the first one.</summary>
    public bool RepeatsPages { get; init; }

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
        else if (context.Request.Query["list-type"] == "2")
            await ListAsync(context, bucket);
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

    private Task ListAsync(HttpContext context, string bucket)
    {
        var query = context.Request.Query;
        var after = RepeatsPages ? "" : query["continuation-token"].ToString();
        var from = $"/{bucket}/";
        var keys = Objects.Keys.Where(key => key.StartsWith(from + query["prefix"], StringComparison.Ordinal))
            .Select(key => key[from.Length..]).Where(key => string.CompareOrdinal(key, after) > 0).Order(StringComparer.Ordinal).ToList();
        var page = keys.Take(PageSize).ToList();
        XNamespace s3 = "http://s3.amazonaws.com/doc/2006-03-01/";
        var answer = new XElement(s3 + "ListBucketResult",
            new XElement(s3 + "Name", bucket),
            new XElement(s3 + "KeyCount", page.Count),
            new XElement(s3 + "IsTruncated", page.Count < keys.Count || RepeatsPages ? "true" : "false"),
            page.Count < keys.Count || RepeatsPages ? new XElement(s3 + "NextContinuationToken", page[^1]) : null,
            page.Select(key => new XElement(s3 + "Contents",
                new XElement(s3 + "Key", key),
                new XElement(s3 + "LastModified", "2026-01-01T00:00:00.000Z"),
                new XElement(s3 + "ETag", ETag(Objects[from + key])),
                new XElement(s3 + "Size", Objects[from + key].Length),
                new XElement(s3 + "StorageClass", "STANDARD"))));
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(answer.ToString(SaveOptions.DisableFormatting));
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
