namespace Modelwright.LocalCluster.Authorization;

/// <summary>Finds out who a request is from.</summary>
public interface IAuthenticator
{
    /// <summary>The user of a bearer token; null when the token is missing or not valid.</summary>
    UserInfo? Authenticate(string? token);
}
