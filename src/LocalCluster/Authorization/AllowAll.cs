namespace Modelwright.LocalCluster.Authorization;

/// <summary>Allows everything to everyone who is known.</summary>
public sealed class AllowAll : IAuthorizer
{
    /// <inheritdoc />
    public AccessDecision Decide(UserInfo user, AccessAttributes access) => AccessDecision.Yes;

    /// <inheritdoc />
    public IReadOnlyList<PolicyRule> RulesFor(UserInfo user, string @namespace) => PolicyRule.Everything;
}
