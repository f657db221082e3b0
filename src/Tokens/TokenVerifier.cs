using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Modelwright.Tokens;

/// <summary>
/// Checks the bearer token of a request that only the operator may make: a compact JWS (RFC 7515, RFC 7519), ES256 and nothing else. The
/// algorithm is this verifier's choice, never the token's; keys come from the program's own configuration, never from the token. Claims are
/// looked at after the signature.
/// </summary>
/// <param name="keys">The operator's public keys.</param>
/// <param name="audience">This program, for example <c>modelwright-router/NAMESPACE</c>.</param>
/// <param name="clock">Judges the times.</param>
public sealed class TokenVerifier(PublicKeys keys, string audience, TimeProvider clock)
{
    /// <summary>The only issuer.</summary>
    public const string Issuer = "modelwright-operator";

    /// <summary>The longest lifetime of a token.</summary>
    public static readonly TimeSpan MaxLifetime = TimeSpan.FromMinutes(5);

    /// <summary>How far the clocks of the operator and of this machine may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private const string Prefix = "Bearer ";
    private const int MaxLength = 4_096;
    private const int SignatureBytes = 64;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>Why the value of an Authorization header is refused, or null when it is accepted.</summary>
    public string? Problem(string? authorization)
    {
        if (string.IsNullOrEmpty(authorization)) return "a bearer token is required";
        if (!authorization.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return "the authorization scheme is not Bearer";
        if (authorization.Length > MaxLength) return "the token is too long";
        var token = authorization[Prefix.Length..];
        var parts = token.Split('.');
        if (parts.Length != 3) return "the token does not have three parts";
        if (Decode(parts[0]) is not { } header || Decode(parts[1]) is not { } payload || Decode(parts[2]) is not { } signature)
            return "a part of the token is not base64url";
        if (HeaderProblem(header) is { } problem) return problem;
        if (signature.Length != SignatureBytes
            || !keys.Verify(Encoding.ASCII.GetBytes(token, 0, parts[0].Length + 1 + parts[1].Length), signature))
            return "the signature is not the operator's";
        return ClaimsProblem(payload);
    }

    // Decoding is strict: only one text stands for the same bytes, so a token cannot be changed without changing what was signed or the
    // signature.
    private static byte[]? Decode(string part)
    {
        if (part.Length == 0 || part.AsSpan().ContainsAnyExcept(Alphabet)) return null;
        try
        {
            var bytes = Base64Url.DecodeFromChars(part);
            return Base64Url.EncodeToString(bytes) == part ? bytes : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static readonly System.Buffers.SearchValues<char> Alphabet =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static string? HeaderProblem(byte[] json)
    {
        if (Parse(json) is not { } document) return "the token's header is not a JSON object";
        using (document)
        {
            foreach (var member in document.RootElement.EnumerateObject())
                switch (member.Name)
                {
                    case "alg" when member.Value.ValueKind == JsonValueKind.String && member.Value.ValueEquals("ES256"):
                    case "typ" when member.Value.ValueKind == JsonValueKind.String && member.Value.ValueEquals("JWT"):
                    case "kid" when member.Value.ValueKind == JsonValueKind.String:
                        break;
                    // alg none or HS256, crit, jwk, jku, x5c …: nothing in the token may choose how or with what it is checked.
                    default:
                        return "the token's header has more than alg ES256, typ JWT and kid";
                }

            return document.RootElement.TryGetProperty("alg", out _) ? null : "the token's header has no alg";
        }
    }

    private string? ClaimsProblem(byte[] json)
    {
        if (Parse(json) is not { } document) return "the token's payload is not a JSON object";
        using (document)
        {
            var claims = document.RootElement;
            if (!Is(claims, "iss", Issuer)) return $"the token's issuer is not {Issuer}";
            if (!Is(claims, "aud", audience)) return $"the token's audience is not {audience}";
            if (Time(claims, "exp") is not { } expires) return "the token has no exp";
            if (Invalid(claims, "nbf") || Invalid(claims, "iat")) return "the token's nbf or iat is not a time";
            if ((Time(claims, "nbf") ?? Time(claims, "iat")) is not { } begins) return "the token has neither nbf nor iat";
            var issued = Time(claims, "iat") ?? begins;
            var now = clock.GetUtcNow();
            if (now >= expires + Skew) return $"the token expired at {expires:O}; it is {now:O} here";
            var (first, last) = begins < issued ? (begins, issued) : (issued, begins);
            if (now < last - Skew) return $"the token is valid from {last:O}; it is {now:O} here";
            if (expires - first > MaxLifetime) return $"the token lives longer than {MaxLifetime.TotalMinutes} minutes";
            return null;
        }
    }

    private static JsonDocument? Parse(byte[] json)
    {
        try
        {
            var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (JsonException)
        {
        }

        return null;
    }

    private static bool Is(JsonElement claims, string name, string value) =>
        claims.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.String && claim.ValueEquals(value);

    private static bool Invalid(JsonElement claims, string name) => claims.TryGetProperty(name, out _) && Time(claims, name) is null;

    private static DateTimeOffset? Time(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.Number && claim.TryGetDouble(out var seconds) &&
        seconds is >= 0 and < 253_402_300_800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
}
