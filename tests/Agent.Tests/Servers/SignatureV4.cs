using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Modelwright.Agent.Tests.Servers;

/// <summary>
/// Checks a request's signature as "Authenticating Requests (AWS Signature Version 4)" of the Amazon S3 API reference describes it.
/// </summary>
internal static class SignatureV4
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The S3 error code, or null when the signature is right.</summary>
    public static string? Check(HttpRequest request, string header, string accessKey, string secretKey, string region)
    {
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal)) return "InvalidRequest";
        var fields = header[Algorithm.Length..].Split(',').Select(f => f.Trim().Split('=', 2)).ToDictionary(f => f[0], f => f[1]);
        var scope = fields["Credential"].Split('/');
        if (scope[0] != accessKey) return "InvalidAccessKeyId";
        if (scope is not [_, var day, var signedRegion, "s3", "aws4_request"] || signedRegion != region)
            return "AuthorizationHeaderMalformed";

        var canonical = string.Join('\n',
            request.Method,
            request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0],
            CanonicalQuery(request.QueryString.Value!),
            string.Concat(fields["SignedHeaders"].Split(';').Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n")),
            fields["SignedHeaders"],
            request.Headers["x-amz-content-sha256"].ToString());
        var toSign = string.Join('\n',
            Algorithm,
            request.Headers["x-amz-date"].ToString(),
            string.Join('/', scope[1..]),
            Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = new[] { day, region, "s3", "aws4_request" }
            .Aggregate(Encoding.UTF8.GetBytes("AWS4" + secretKey), (k, part) => HMACSHA256.HashData(k, Encoding.UTF8.GetBytes(part)));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign))) == fields["Signature"] ? null : "SignatureDoesNotMatch";
    }

    private static string CanonicalQuery(string query) => string.Join('&', query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Contains('=') ? p : p + "=").Order(StringComparer.Ordinal));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
