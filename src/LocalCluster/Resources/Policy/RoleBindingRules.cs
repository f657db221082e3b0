using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources.Core;
using Modelwright.LocalCluster.Selectors;

namespace Modelwright.LocalCluster.Resources.Policy;

/// <summary>The rules of RoleBindings and ClusterRoleBindings.</summary>
internal sealed class RoleBindingRules(bool cluster) : UnversionedRules
{
    private const string Group = "rbac.authorization.k8s.io";

    public override string? NameProblem(string name) => Names.IsPathSegment(name) ? null : "may not be '.' or '..', nor contain '/' or '%'";

    public override void Default(JsonObject value)
    {
        if (value.Child("roleRef") is { } role && role.Text("apiGroup") is not { Length: > 0 }) role["apiGroup"] = Group;
        foreach (var subject in value.Objects("subjects"))
        {
            if (subject.Text("kind") is "User" or "Group" && subject.Text("apiGroup") is not { Length: > 0 }) subject["apiGroup"] = Group;
        }
    }

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        if (value.Text("roleRef", "name") is not { Length: > 0 }) errors.Add(FieldError.Required("roleRef.name"));
        string[] kinds = cluster ? ["ClusterRole"] : ["ClusterRole", "Role"];
        if (!kinds.Contains(value.Text("roleRef", "kind")))
            errors.Add(FieldError.NotSupported("roleRef.kind", value.At("roleRef", "kind"), kinds.Select(kind => $"\"{kind}\"")));
        var index = 0;
        foreach (var subject in value.Objects("subjects"))
        {
            var path = $"subjects[{index++}]";
            if (subject.Text("name") is not { Length: > 0 }) errors.Add(FieldError.Required($"{path}.name"));
            if (subject.Text("kind") is not ("User" or "Group" or "ServiceAccount"))
                errors.Add(FieldError.NotSupported($"{path}.kind", subject["kind"], ["\"Group\"", "\"ServiceAccount\"", "\"User\""]));
            if (subject.Text("kind") == "ServiceAccount" && cluster && subject.Text("namespace") is not { Length: > 0 })
                errors.Add(FieldError.Required($"{path}.namespace"));
        }

        if (old is not null && !JsonEquality.Same(value["roleRef"], old["roleRef"]))
            errors.Add(FieldError.Invalid("roleRef", value["roleRef"], "cannot change roleRef"));
    }
}
