using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Modelwright.Agent.Oci;

/// <summary>
/// What a registry asks for with 401: <c>Bearer realm="…",service="…",scope="…"</c> (the registry's token authentication).
/// </summary>
internal sealed partial record OciChallenge(string Realm, string? Service, string? Scope)
{
    /// <summary>The challenge; null when there is none of this kind.</summary>
    public static OciChallenge? Of(HttpHeaderValueCollection<AuthenticationHeaderValue> headers)
    {
        var bearer = headers.FirstOrDefault(header => header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase));
        if (bearer?.Parameter is not { } text) return null;
        var members = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Member().Matches(text)) members.TryAdd(match.Groups[1].Value, match.Groups[2].Value);
        return members.TryGetValue("realm", out var realm)
            ? new(realm, members.GetValueOrDefault("service"), members.GetValueOrDefault("scope"))
            : null;
    }

    [GeneratedRegex("([a-zA-Z]+)=\"([^\"]*)\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Member();
}
