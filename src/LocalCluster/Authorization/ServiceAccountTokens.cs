using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Authorization;

/// <summary>
/// Tokens of service accounts: JWTs signed with the cluster's own key (HS256; nobody outside verifies them). A token ends with its time,
/// its account, or the object that it is bound to.
/// </summary>
public sealed class ServiceAccountTokens : IAuthenticator
{
    /// <summary>The issuer, and the audience of the API server.</summary>
    public const string Issuer = "https://kubernetes.default.svc.cluster.local";

    private static readonly ResourceKey Accounts = new("", "serviceaccounts");
    private static readonly Dictionary<string, ResourceKey> Bindable = new() { ["Pod"] = new("", "pods"), ["Secret"] = new("", "secrets") };
    private static readonly string Header = Encode("""{"alg":"HS256","typ":"JWT"}"""u8);
    private readonly byte[] _key;
    private readonly Func<StoreState> _state;
    private readonly TimeProvider _clock;

    /// <summary>Signs with a key of at least 16 bytes, and looks accounts up in the cluster's state.</summary>
    public ServiceAccountTokens(byte[] key, Func<StoreState> state, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, 16);
        _key = key;
        _state = state;
        _clock = clock;
    }

    /// <summary>A token for an account.</summary>
    /// <param name="namespace">The account's namespace.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="uid">The account's uid.</param>
    /// <param name="audiences">Who the token is for; the API server takes it only if it is among them.</param>
    /// <param name="lifetime">How long the token is good.</param>
    /// <param name="boundTo">The object (kind, name, uid) that the token ends with, or null.</param>
    public string Issue(
        string @namespace, string name, string uid, IReadOnlyList<string> audiences, TimeSpan lifetime,
            (string Kind, string Name, string Uid)? boundTo = null)
    {
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        var about = new JsonObject
        {
            ["namespace"] = @namespace,
            ["serviceaccount"] = new JsonObject { ["name"] = name, ["uid"] = uid },
        };
        if (boundTo is { } bound)
            about[bound.Kind.ToLowerInvariant()] = new JsonObject { ["name"] = bound.Name, ["uid"] = bound.Uid };
        var claims = new JsonObject
        {
            ["aud"] = new JsonArray([.. audiences.Select(audience => JsonValue.Create(audience))]),
            ["exp"] = now + (long)lifetime.TotalSeconds,
            ["iat"] = now,
            ["iss"] = Issuer,
            ["kubernetes.io"] = about,
            ["nbf"] = now,
            ["sub"] = $"system:serviceaccount:{@namespace}:{name}",
        };
        var content = $"{Header}.{Encode(JsonText.Write(claims))}";
        return $"{content}.{Sign(content)}";
    }

    /// <inheritdoc />
    public UserInfo? Authenticate(string? token) => Authenticate(token, [Issuer]);

    /// <summary>The user of a token that is for one of some audiences; null when it is not valid.</summary>
    public UserInfo? Authenticate(string? token, IReadOnlyList<string> audiences)
    {
        if (Read(token) is not { } claims) return null;
        var now = _clock.GetUtcNow().ToUnixTimeSeconds();
        if (claims.Integer("exp") is not { } end || end <= now || claims.Integer("nbf") > now) return null;
        if (!claims.Texts("aud").Intersect(audiences).Any()) return null;
        var about = claims.Child("kubernetes.io");
        var (space, name) = (about.Text("namespace"), about.Text("serviceaccount", "name"));
        if (space is null || name is null) return null;
        var state = _state();
        var uid = state[Accounts].Find(space, name)?.Json.Text("metadata", "uid");
        if (uid is null || uid != about.Text("serviceaccount", "uid") || !BindingHolds(state, about, space)) return null;
        return UserInfo.ServiceAccount(space, name, uid);
    }

    private static bool BindingHolds(StoreState state, JsonObject? about, string @namespace)
    {
        foreach (var (kind, resource) in Bindable)
        {
            if (about.Child(kind.ToLowerInvariant()) is not { } bound) continue;
            if (state[resource].Find(@namespace, bound.Text("name") ?? "")?.Json.Text("metadata", "uid") != bound.Text("uid")) return false;
        }

        return true;
    }

    private JsonObject? Read(string? token)
    {
        if (token?.Split('.') is not [var header, var body, var signature] || header != Header) return null;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign($"{header}.{body}")), Encoding.ASCII.GetBytes(signature)))
            return null;
        try
        {
            return JsonText.Parse(Base64Url.DecodeFromChars(body)) as JsonObject;
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return null;
        }
    }

    private string Sign(string content) => Encode(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(content)));

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
