using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Authorization;

/// <summary>
/// Decides by Roles, ClusterRoles and their bindings, as they are stored now. There is no escalation check: whoever may write roles and
/// bindings may give any right.
/// </summary>
public sealed class RbacAuthorizer(Store store) : IAuthorizer
{
    private volatile RbacIndex? _index;

    /// <inheritdoc />
    public AccessDecision Decide(UserInfo user, AccessAttributes access)
    {
        if (user.Groups.Contains(UserInfo.Masters)) return AccessDecision.Yes;
        List<string> problems = [];
        foreach (var grant in Grants(user, access.Path is null ? access.Namespace : ""))
        {
            if (grant.Problem is { } problem && !problems.Contains(problem)) problems.Add(problem);
            foreach (var rule in grant.Rules)
            {
                if (rule.Allows(access)) return new AccessDecision(true, $"RBAC: allowed by {grant.Origin}");
            }
        }

        return new AccessDecision(false, problems.Count switch
        {
            0 => "",
            1 => $"RBAC: {problems[0]}",
            _ => $"RBAC: [{string.Join(", ", problems)}]",
        });
    }

    /// <inheritdoc />
    public IReadOnlyList<PolicyRule> RulesFor(UserInfo user, string @namespace) =>
        user.Groups.Contains(UserInfo.Masters)
            ? PolicyRule.Everything
            : [.. Grants(user, @namespace).SelectMany(grant => grant.Rules)];

    private IEnumerable<RbacGrant> Grants(UserInfo user, string @namespace)
    {
        var index = _index = RbacIndex.Of(store.Published, _index);
        return index.Grants(user).Where(grant => grant.HoldsIn(@namespace));
    }
}
