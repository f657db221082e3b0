using System.Buffers.Text;
using System.Text.Json;

namespace Modelwright.Operator.Routers;

/// <summary>Makes the short-lived tokens that routers ask for, one per namespace, used again while they are fresh.</summary>
public sealed class RouterTokens(RouterKey key, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(3);
    private readonly Dictionary<string, (string Token, DateTimeOffset Until)> cache = new(StringComparer.Ordinal);

    /// <summary>A token for the routers of a namespace.</summary>
    public string For(string @namespace)
    {
        var now = time.GetUtcNow();
        if (cache.TryGetValue(@namespace, out var known) && known.Until > now) return known.Token;
        foreach (var stale in cache.Where(entry => entry.Value.Until <= now).Select(entry => entry.Key).ToList()) cache.Remove(stale);
        var token = Make(@namespace, now);
        cache[@namespace] = (token, now + Fresh);
        return token;
    }

    private string Make(string @namespace, DateTimeOffset now)
    {
        var header = Part(new { alg = "ES256", typ = "JWT" });
        var claims = Part(new
        {
            iss = "modelwright-operator",
            aud = $"modelwright-router/{@namespace}",
            iat = now.ToUnixTimeSeconds(),
            exp = (now + Lifetime).ToUnixTimeSeconds(),
        });
        var signed = $"{header}.{claims}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(System.Text.Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
