using System.Buffers.Text;
using System.Text.Json;
using Modelwright.Operator.Routers;

namespace Modelwright.Operator.Tokens;

/// <summary>
/// Makes the short-lived tokens by which the operator's own programs know it, one per audience, used again while they are fresh.
/// </summary>
public sealed class OperatorTokens(Func<RouterKey> keys, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(3);
    private readonly Dictionary<string, (string Token, DateTimeOffset Until)> cache = new(StringComparer.Ordinal);
    private RouterKey? signer;

    /// <summary>A token for the programs that ask for the audience, for example <c>modelwright-router/NAMESPACE</c>.</summary>
    public string For(string audience)
    {
        var (now, key) = (time.GetUtcNow(), keys());
        if (key != signer) cache.Clear();
        signer = key;
        if (cache.TryGetValue(audience, out var known) && known.Until > now) return known.Token;
        foreach (var stale in cache.Where(entry => entry.Value.Until <= now).Select(entry => entry.Key).ToList()) cache.Remove(stale);
        var token = Make(key, audience, now);
        cache[audience] = (token, now + Fresh);
        return token;
    }

    private static string Make(RouterKey key, string audience, DateTimeOffset now)
    {
        var header = Part(new { alg = "ES256", typ = "JWT" });
        var claims = Part(new
        {
            iss = "modelwright-operator",
            aud = audience,
            iat = now.ToUnixTimeSeconds(),
            exp = (now + Lifetime).ToUnixTimeSeconds(),
        });
        var signed = $"{header}.{claims}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(System.Text.Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
