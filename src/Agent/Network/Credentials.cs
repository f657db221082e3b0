using System.Net.Http.Headers;
using System.Text;

namespace Modelwright.Agent.Network;

/// <summary>What the environment holds for each kind of source.</summary>
/// <param name="Http">The Authorization header for https, or null.</param>
/// <param name="S3">Keys, region and endpoint for s3.</param>
public sealed record Credentials(AuthenticationHeaderValue? Http, S3Credentials S3)
{
    /// <summary>Reads the variables that docs/contracts.md names.</summary>
    /// <param name="variable">A variable's value, or null.</param>
    public static Credentials FromEnvironment(Func<string, string?> variable)
    {
        string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
        return new Credentials(
            HttpHeader(Set("MODELWRIGHT_HTTP_TOKEN"), Set("MODELWRIGHT_HTTP_USERNAME"), Set("MODELWRIGHT_HTTP_PASSWORD")),
            new S3Credentials(
                Set("AWS_ACCESS_KEY_ID"), Set("AWS_SECRET_ACCESS_KEY"), Set("AWS_SESSION_TOKEN"),
                Set("AWS_REGION") ?? Set("AWS_DEFAULT_REGION"), Set("AWS_ENDPOINT_URL_S3")));
    }

    private static AuthenticationHeaderValue? HttpHeader(string? token, string? username, string? password)
    {
        if (token is not null) return new AuthenticationHeaderValue("Bearer", token);
        if (username is null && password is null) return null;
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}")));
    }
}
