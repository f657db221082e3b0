namespace Modelwright.LocalCluster.Authorization;

/// <summary>Allows everything to everyone who is known.</summary>
public sealed class AllowAll : IAuthorizer
{
    /// <inheritdoc />
    public string? Refusal(UserInfo user, AccessAttributes access) => null;
}
