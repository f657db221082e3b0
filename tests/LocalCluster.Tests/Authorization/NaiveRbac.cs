using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tests.Authorization;

/// <summary>The rules of RBAC over plain lists of objects, without any index: what the authorizer is compared with.</summary>
internal static class NaiveRbac
{
    public static bool Allows(IReadOnlyList<JsonObject> objects, UserInfo user, AccessAttributes access) =>
        user.Groups.Contains("system:masters") || objects.Any(binding => Binds(binding, user, access) && Role(objects, binding) is { } role
            && role.Objects("rules").Any(rule => access.Path is null ? Resource(rule, access) : Path(rule, access)));

    private static bool Binds(JsonObject binding, UserInfo user, AccessAttributes access)
    {
        var home = binding.Text("metadata", "namespace");
        var inScope = binding.Text("kind") switch
        {
            "ClusterRoleBinding" => true,
            "RoleBinding" => access.Path is null && access.Namespace == home,
            _ => false,
        };
        return inScope && binding.Objects("subjects").Any(subject => subject.Text("kind") switch
        {
            "User" => subject.Text("name") == user.Name,
            "Group" => user.Groups.Contains(subject.Text("name")),
            _ => user.Name == $"system:serviceaccount:{subject.Text("namespace") ?? home}:{subject.Text("name")}",
        });
    }

    private static JsonObject? Role(IReadOnlyList<JsonObject> objects, JsonObject binding) => objects.FirstOrDefault(role =>
        role.Text("kind") == binding.Text("roleRef", "kind")
        && role.Text("metadata", "name") == binding.Text("roleRef", "name")
        && (role.Text("kind") == "ClusterRole" || role.Text("metadata", "namespace") == binding.Text("metadata", "namespace")));

    private static bool Resource(JsonObject rule, AccessAttributes access)
    {
        string[] wanted = access.Subresource.Length == 0
            ? ["*", access.Resource]
            : ["*", $"{access.Resource}/{access.Subresource}", $"*/{access.Subresource}"];
        return Has(rule, "verbs", "*", access.Verb) && Has(rule, "apiGroups", "*", access.Group) && Has(rule, "resources", wanted)
            && (!rule.Texts("resourceNames").Any() || Has(rule, "resourceNames", access.Name));
    }

    private static bool Path(JsonObject rule, AccessAttributes access) =>
        Has(rule, "verbs", "*", access.Verb)
        && rule.Texts("nonResourceURLs").Any(url => url.EndsWith('*')
            ? access.Path!.StartsWith(url[..^1], StringComparison.Ordinal)
            : url == access.Path);

    private static bool Has(JsonObject rule, string member, params string[] values) => rule.Texts(member).Any(values.Contains);
}
