namespace Modelwright.Artifacts;

/// <summary>A URI is shown in status, events and logs, so a query must not carry a secret.</summary>
internal static class QueryRules
{
    private static readonly string[] SecretNames =
    [
        "accesskey", "accesstoken", "apikey", "auth", "authorization", "awsaccesskeyid", "awssecretaccesskey", "clientsecret", "code",
            "credential",
        "googleaccessid", "jwt", "key", "passwd", "password", "policy", "privatetoken", "pwd", "sas", "secret", "session", "sessionid",
            "sig", "signature",
        "token", "user", "username",
    ];

    private static readonly string[] SecretPrefixes = ["xamz", "xgoog", "xoss", "xcos"];

    public static void Check(string? query)
    {
        if (query is null) return;
        foreach (var pair in query.Split('&', ';'))
        {
            var name = Normalise(pair.Split('=')[0]);
            if (name.Contains('%'))
                throw new RefusedUriException("a query parameter's name is percent-encoded; write it plainly");
            if (SecretNames.Contains(name) || SecretPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
                throw new RefusedUriException(
                    $"its query parameter '{pair.Split('=')[0]}' looks like a credential, and everyone who can read the object sees it; " +
                    "remove it and name a Secret in credentials.secretName");
        }
    }

    public static void None(string? query, string scheme)
    {
        if (query is not null)
            throw new RefusedUriException($"a URI of {scheme}:// has no query ('?…'); remove it, or write %3F for a '?' in a name");
    }

    private static string Normalise(string name) =>
        name.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
}
