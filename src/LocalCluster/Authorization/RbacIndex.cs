using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Authorization;

/// <summary>All bindings of one moment by subject. Immutable.</summary>
internal sealed class RbacIndex
{
    private const string Group = "rbac.authorization.k8s.io";
    private static readonly ResourceKey Roles = new(Group, "roles");
    private static readonly ResourceKey ClusterRoles = new(Group, "clusterroles");
    private static readonly ResourceKey RoleBindings = new(Group, "rolebindings");
    private static readonly ResourceKey ClusterRoleBindings = new(Group, "clusterrolebindings");

    private readonly ObjectSet[] _sources;
    private readonly Dictionary<string, List<RbacGrant>> _users = [];
    private readonly Dictionary<string, List<RbacGrant>> _groups = [];

    private RbacIndex(ObjectSet[] sources)
    {
        _sources = sources;
        var rules = new Dictionary<(string? Namespace, string Name), IReadOnlyList<PolicyRule>?>();
        foreach (var binding in sources[3].Objects(null)) Add(binding.Json, null, rules);
        foreach (var binding in sources[2].Objects(null)) Add(binding.Json, binding.Json.Text("metadata", "namespace"), rules);
    }

    /// <summary>The index of a state: the previous one if nothing that matters has changed.</summary>
    public static RbacIndex Of(StoreState state, RbacIndex? previous)
    {
        ObjectSet[] sources = [state[Roles], state[ClusterRoles], state[RoleBindings], state[ClusterRoleBindings]];
        // Collections are immutable, so the same instance is the same content.
        return previous is not null && previous._sources.AsSpan().SequenceEqual(sources) ? previous : new RbacIndex(sources);
    }

    /// <summary>Everything bound to a user or to one of the user's groups.</summary>
    public IEnumerable<RbacGrant> Grants(UserInfo user)
    {
        foreach (var grant in _users.GetValueOrDefault(user.Name) ?? []) yield return grant;
        foreach (var group in user.Groups)
        {
            foreach (var grant in _groups.GetValueOrDefault(group) ?? []) yield return grant;
        }
    }

    private void Add(JsonObject binding, string? @namespace, Dictionary<(string? Namespace, string Name), IReadOnlyList<PolicyRule>?> known)
    {
        var kind = binding.Text("roleRef", "kind") ?? "";
        var role = binding.Text("roleRef", "name") ?? "";
        var home = kind == "Role" ? @namespace : null;
        if (!known.TryGetValue((home, role), out var rules))
            known[(home, role)] = rules = Rules(home is null ? _sources[1].Find("", role) : _sources[0].Find(home, role));
        var problem = rules is null ? $"{kind.ToLowerInvariant()}.{Group} \"{role}\" not found" : null;
        var name = binding.Text("metadata", "name");
        var origin = @namespace is null ? $"ClusterRoleBinding \"{name}\"" : $"RoleBinding \"{name}/{@namespace}\"";
        foreach (var subject in binding.Objects("subjects"))
        {
            if (Holder(subject, @namespace) is not var (holders, holder, text)) continue;
            if (!holders.TryGetValue(holder, out var grants)) holders[holder] = grants = [];
            grants.Add(new RbacGrant(@namespace, rules ?? [], $"{origin} of {kind} \"{role}\" to {text}", problem));
        }
    }

    private static IReadOnlyList<PolicyRule>? Rules(StoredObject? role) =>
        role is null ? null : [.. role.Json.Objects("rules").Select(PolicyRule.Parse)];

    private (Dictionary<string, List<RbacGrant>> Holders, string Name, string Text)? Holder(JsonObject subject, string? bindingNamespace)
    {
        var name = subject.Text("name") ?? "";
        switch (subject.Text("kind"))
        {
            case "User":
                return (_users, name, $"User \"{name}\"");
            case "Group":
                return (_groups, name, $"Group \"{name}\"");
            case "ServiceAccount":
                var home = subject.Text("namespace") is { Length: > 0 } own ? own : bindingNamespace;
                return string.IsNullOrEmpty(home)
                    ? null
                    : (_users, $"system:serviceaccount:{home}:{name}", $"ServiceAccount \"{name}/{home}\"");
            default:
                return null;
        }
    }
}
