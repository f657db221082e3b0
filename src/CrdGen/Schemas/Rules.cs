using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Modelwright.Crds.Schema;

namespace Modelwright.CrdGen.Schemas;

/// <summary>CEL rules (<c>x-kubernetes-validations</c>) from attributes.</summary>
internal static class Rules
{
    /// <summary>The rules of a type: its union, then its own.</summary>
    public static JsonArray OfType(JsonTypeInfo contract, string path)
    {
        var rules = new JsonArray();
        if (contract.Type.IsDefined(typeof(UnionAttribute), inherit: false))
        {
            if (contract.Properties.FirstOrDefault(property => !property.IsGetNullable) is { } required)
                throw new SchemaException($"{path}.{required.Name}", "a member of a union must be nullable");
            var names = contract.Properties.Select(property => property.Name).ToArray();
            var members = string.Join(", ", names.Select(name => $"has(self.{name})"));
            rules.Add(Rule($"[{members}].exists_one(set, set)", $"set exactly one of {string.Join(", ", names)}"));
        }

        foreach (var cel in Declared(contract.Type)) rules.Add(Rule(cel.Rule, cel.Message));
        return rules;
    }

    /// <summary>The rules of a property.</summary>
    public static IEnumerable<JsonObject> OfProperty(PropertyInfo member)
    {
        if (member.GetCustomAttribute<DurationRangeAttribute>() is { } range)
            yield return Rule(
                $"self >= duration('{range.Minimum}') && self <= duration('{range.Maximum}')",
                $"must be between {range.Minimum} and {range.Maximum}");
        foreach (var cel in member.GetCustomAttributes<CelAttribute>()) yield return Rule(cel.Rule, cel.Message);
        if (member.GetCustomAttribute<ImmutableAttribute>() is { } immutable)
            yield return Rule("self == oldSelf", immutable.Message ?? "the field cannot be changed");
    }

    private static IEnumerable<CelAttribute> Declared(Type type) =>
        type.BaseType is { } parent && parent != typeof(object)
            ? Declared(parent).Concat(type.GetCustomAttributes<CelAttribute>(inherit: false))
            : type.GetCustomAttributes<CelAttribute>(inherit: false);

    private static JsonObject Rule(string rule, string message) => new() { ["rule"] = rule, ["message"] = message };
}
