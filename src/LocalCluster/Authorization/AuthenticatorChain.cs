namespace Modelwright.LocalCluster.Authorization;

/// <summary>Asks one authenticator after the other.</summary>
public sealed class AuthenticatorChain(params IReadOnlyList<IAuthenticator> authenticators) : IAuthenticator
{
    /// <inheritdoc />
    public UserInfo? Authenticate(string? token)
    {
        foreach (var authenticator in authenticators)
        {
            if (authenticator.Authenticate(token) is { } user) return user;
        }

        return null;
    }
}
