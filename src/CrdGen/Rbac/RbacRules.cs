using System.Text.Json.Nodes;

namespace Modelwright.CrdGen.Rbac;

/// <summary>Writes rights as the rules of a role, as few as possible, in a fixed order.</summary>
public static class RbacRules
{
    /// <summary>The rules: resources of a group that share all their verbs share a rule.</summary>
    /// <exception cref="RbacException">A right is one that no role of ours may have.</exception>
    public static JsonArray From(IEnumerable<Grant> grants)
    {
        var sorted = Grant.Sorted(grants);
        foreach (var grant in sorted) Check(grant);
        var rules = sorted
            .GroupBy(grant => (grant.Group, grant.Resource))
            .Select(resource => (resource.Key.Group, resource.Key.Resource, Verbs: string.Join(' ', resource.Select(grant => grant.Verb))))
            .GroupBy(resource => (resource.Group, resource.Verbs), resource => resource.Resource)
            .Select(rule => new JsonObject
            {
                ["apiGroups"] = new JsonArray(rule.Key.Group),
                ["resources"] = Strings(rule),
                ["verbs"] = Strings(rule.Key.Verbs.Split(' ')),
            });
        return new JsonArray([.. rules]);
    }

    private static void Check(Grant grant)
    {
        if (grant.Group == "*" || grant.Resource.Contains('*', StringComparison.Ordinal) || grant.Verb == "*")
            throw new RbacException(grant, "name what is needed; a wildcard also grants what comes later");
        if (grant.Group.Length == 0 && grant.Resource.Split('/')[0] == "secrets")
            throw new RbacException(grant, "the operator reads no Secret; let a pod in the user's namespace use it");
        if (grant.Group == "rbac.authorization.k8s.io" || grant.Verb is "impersonate" or "escalate" or "bind")
            throw new RbacException(grant, "the operator hands out no rights");
    }

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
