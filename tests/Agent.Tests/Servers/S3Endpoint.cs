using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Modelwright.Agent.Tests.Servers;

/// <summary>
/// The part of Amazon S3 that agents use: path-style GET, PUT and DELETE of an object, uploads in parts, ListObjectsV2 in pages and by
/// folders, errors as XML, and the checks of Signature Version 4 and of the body's digest. Anonymous requests reach only buckets whose name
/// begins with <c>public</c>.
/// </summary>
internal sealed class S3Endpoint
{
    public const string AccessKey = "AKIAEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private static readonly XNamespace Schema = "http://s3.amazonaws.com/doc/2006-03-01/";

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

    /// <summary>Uploads in parts that were begun, and neither completed nor taken back.</summary>
    public ConcurrentDictionary<string, ConcurrentDictionary<int, byte[]>> Pending { get; } = new(StringComparer.Ordinal);

    /// <summary>Which requests are answered with an error.</summary>
    public Func<HttpRequest, bool> Fails { get; init; } = _ => false;

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var bucket = path.Split('/')[1];
        if (Fails(context.Request))
            await ErrorAsync(context, 500, "InternalError");
        else if (Busy-- > 0)
            await ErrorAsync(context, 503, "SlowDown");
        else if (Refusal(context.Request, bucket) is { } code)
            await ErrorAsync(context, 403, code);
        else if (context.Request.Method is "PUT" or "POST" or "DELETE")
            await WriteAsync(context, path);
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

    private async Task WriteAsync(HttpContext context, string path)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        var body = memory.ToArray();
        var upload = context.Request.Query["uploadId"].ToString();
        if (context.Request.Headers["x-amz-content-sha256"] != Convert.ToHexStringLower(SHA256.HashData(body)))
            await ErrorAsync(context, 400, "XAmzContentSHA256Mismatch");
        else if (context.Request.Query.ContainsKey("uploads"))
            await BeginAsync(context, path);
        else if (upload.Length > 0 && !Pending.ContainsKey(upload))
            await ErrorAsync(context, 404, "NoSuchUpload");
        else if (context.Request.Method == "DELETE" && upload.Length == 0)
        {
            Objects.TryRemove(path, out _);
            context.Response.StatusCode = 204;
        }
        else if (context.Request.Method == "DELETE")
            context.Response.StatusCode = Pending.TryRemove(upload, out _) ? 204 : 404;
        else if (context.Request.Method == "POST")
            await CompleteAsync(context, path, upload, XElement.Parse(System.Text.Encoding.UTF8.GetString(body)));
        else
        {
            if (upload.Length > 0) Pending[upload][int.Parse(context.Request.Query["partNumber"]!, CultureInfo.InvariantCulture)] = body;
            else Objects[path] = body;
            context.Response.Headers.ETag = ETag(body);
        }
    }

    private Task BeginAsync(HttpContext context, string path)
    {
        var id = $"upload-{Pending.Count}-{path.Length}";
        Pending[id] = new();
        return XmlAsync(context, new XElement(Schema + "InitiateMultipartUploadResult", new XElement(Schema + "UploadId", id)));
    }

    private Task CompleteAsync(HttpContext context, string path, string upload, XElement request)
    {
        Pending.TryRemove(upload, out var parts);
        var named = request.Elements().Where(e => e.Name.LocalName == "Part")
            .Select(part => part.Elements().Single(e => e.Name.LocalName == "PartNumber").Value);
        Objects[path] = [.. named.SelectMany(number => parts![int.Parse(number, CultureInfo.InvariantCulture)])];
        return XmlAsync(context, new XElement(Schema + "CompleteMultipartUploadResult", new XElement(Schema + "ETag", "\"x-2\"")));
    }

    private Task ListAsync(HttpContext context, string bucket)
    {
        var query = context.Request.Query;
        var after = RepeatsPages ? "" : query["continuation-token"].ToString();
        var from = $"/{bucket}/";
        var keys = Objects.Keys.Where(key => key.StartsWith(from + query["prefix"], StringComparison.Ordinal))
            .Select(key => key[from.Length..]).Where(key => string.CompareOrdinal(key, after) > 0).Order(StringComparer.Ordinal).ToList();
        var folders = new List<string>();
        if (query["delimiter"] == "/") (keys, folders) = Folded(keys, query["prefix"].ToString().Length, after);
        var page = keys.Concat(folders).Order(StringComparer.Ordinal).Take(PageSize).ToList();
        var answer = new XElement(Schema + "ListBucketResult",
            new XElement(Schema + "Name", bucket),
            new XElement(Schema + "KeyCount", page.Count),
            new XElement(Schema + "IsTruncated", page.Count < keys.Count + folders.Count || RepeatsPages ? "true" : "false"),
            page.Count < keys.Count + folders.Count || RepeatsPages ? new XElement(Schema + "NextContinuationToken", page[^1]) : null,
            page.Intersect(folders).Select(name => new XElement(Schema + "CommonPrefixes", new XElement(Schema + "Prefix", name))),
            page.Intersect(keys).Select(key => new XElement(Schema + "Contents",
                new XElement(Schema + "Key", key),
                new XElement(Schema + "LastModified", "2026-01-01T00:00:00.000Z"),
                new XElement(Schema + "ETag", ETag(Objects[from + key])),
                new XElement(Schema + "Size", Objects[from + key].Length),
                new XElement(Schema + "StorageClass", "STANDARD"))));
        return XmlAsync(context, answer);
    }

    private static (List<string> Keys, List<string> Folders) Folded(List<string> keys, int prefix, string after)
    {
        var deeper = keys.ToLookup(key => key.IndexOf('/', prefix) >= 0);
        return ([.. deeper[false]],
            [.. deeper[true].Select(key => key[..(key.IndexOf('/', prefix) + 1)]).Distinct()
                .Where(name => string.CompareOrdinal(name, after) > 0)]);
    }

    private static Task XmlAsync(HttpContext context, XElement answer)
    {
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
