namespace Modelwright.LocalCluster.Authorization;

/// <summary>Decides who may do what.</summary>
public interface IAuthorizer
{
    /// <summary>Whether a user may do something now.</summary>
    AccessDecision Decide(UserInfo user, AccessAttributes access);

    /// <summary>Everything that a user may do in a namespace, cluster-wide rights included.</summary>
    IReadOnlyList<PolicyRule> RulesFor(UserInfo user, string @namespace);
}
