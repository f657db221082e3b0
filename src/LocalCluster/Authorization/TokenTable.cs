namespace Modelwright.LocalCluster.Authorization;

/// <summary>Tokens given at start, such as the cluster owner's.</summary>
public sealed class TokenTable(IReadOnlyDictionary<string, UserInfo> tokens) : IAuthenticator
{
    /// <inheritdoc />
    public UserInfo? Authenticate(string? token) => token is null ? null : tokens.GetValueOrDefault(token);
}
