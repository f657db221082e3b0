using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources.Core;
using Modelwright.LocalCluster.Selectors;

namespace Modelwright.LocalCluster.Resources.Policy;

/// <summary>The rules of Roles and ClusterRoles.</summary>
internal sealed class RoleRules : UnversionedRules
{
    public override string? NameProblem(string name) => Names.IsPathSegment(name) ? null : "may not be '.' or '..', nor contain '/' or '%'";

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        var index = 0;
        foreach (var rule in value.Objects("rules"))
        {
            var path = $"rules[{index++}]";
            if (!rule.Texts("verbs").Any()) errors.Add(FieldError.Required($"{path}.verbs", "verbs must contain at least one value"));
            if (rule.Texts("nonResourceURLs").Any()) continue;
            if (!rule.Texts("apiGroups").Any())
                errors.Add(FieldError.Required($"{path}.apiGroups", "resource rules must supply at least one api group"));
            if (!rule.Texts("resources").Any())
                errors.Add(FieldError.Required($"{path}.resources", "resource rules must supply at least one resource"));
        }
    }
}
