using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Schema;

/// <summary>
/// Whether a schema is structural: every value has one type, value rules do not bring in structure, lists and maps say how they merge
/// (k8s.io/apiextensions-apiserver/pkg/apiserver/schema). CEL rules are stored, not evaluated.
/// </summary>
internal static class StructuralCheck
{
    private static readonly string[] Types = ["object", "array", "string", "integer", "number", "boolean"];

    private static readonly string[] StructureOnly =
        ["type", "description", "default", "additionalProperties", "nullable", "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-list-type"];

    /// <summary>Checks the schema of a whole object.</summary>
    public static void Check(JsonObject schema, string path, ICollection<FieldError> errors)
    {
        if (schema.Text("type") != "object") errors.Add(FieldError.Invalid($"{path}.type", schema["type"], "must be object at the root"));
        if (schema.Child("properties", "metadata") is { } metadata
            && metadata.Select(pair => pair.Key).Except(["type", "description", "properties"]).Any())
        {
            errors.Add(FieldError.Forbidden($"{path}.properties[metadata]",
                "must not specify anything other than name and generateName, but metadata is implicitly specified"));
        }

        CheckNode(schema, path, errors);
    }

    private static void CheckNode(JsonObject schema, string path, ICollection<FieldError> errors)
    {
        CheckType(schema, path, errors);
        foreach (var forbidden in (string[])["$ref", "definitions", "patternProperties", "dependencies", "additionalItems", "id"])
        {
            if (schema[forbidden] is not null) errors.Add(FieldError.Forbidden($"{path}.{forbidden}", $"{forbidden} is not supported"));
        }

        if (schema.Flag("uniqueItems") == true)
            errors.Add(FieldError.Forbidden($"{path}.uniqueItems",
                "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"));
        if (schema["properties"] is not null && schema["additionalProperties"] is not null)
            errors.Add(FieldError.Forbidden($"{path}.additionalProperties", "additionalProperties and properties are mutual exclusive"));
        CheckList(schema, path, errors);
        CheckPattern(schema, path, errors);
        CheckDefault(schema, path, errors);
        foreach (var (name, member) in schema.Child("properties") ?? [])
        {
            if (member is JsonObject inner) CheckNode(inner, $"{path}.properties[{name}]", errors);
        }

        if (schema["items"] is JsonArray)
            errors.Add(FieldError.Forbidden($"{path}.items", "items must be a schema object and not an array"));
        if (schema["items"] is JsonObject items) CheckNode(items, $"{path}.items", errors);
        if (schema["additionalProperties"] is JsonObject values) CheckNode(values, $"{path}.additionalProperties", errors);
        foreach (var (rule, name) in Nested(schema)) CheckRule(rule, $"{path}.{name}", errors);
    }

    private static void CheckType(JsonObject schema, string path, ICollection<FieldError> errors)
    {
        var type = schema.Text("type") ?? "";
        var intOrString = schema.Flag("x-kubernetes-int-or-string") == true;
        var preserve = schema.Flag("x-kubernetes-preserve-unknown-fields") == true;
        if (type.Length == 0 && !intOrString && !preserve)
            errors.Add(FieldError.Required($"{path}.type", "must not be empty for specified object fields"));
        else if (type.Length > 0 && !Types.Contains(type))
            errors.Add(FieldError.NotSupported($"{path}.type", type, Types.Order().Select(one => $"\"{one}\"")));
        if (intOrString && type.Length > 0)
            errors.Add(FieldError.Invalid($"{path}.type", type, "must be empty if x-kubernetes-int-or-string is true"));
        if (type == "array" && schema["items"] is null) errors.Add(FieldError.Required($"{path}.items", "must be specified"));
    }

    private static void CheckList(JsonObject schema, string path, ICollection<FieldError> errors)
    {
        var kind = schema.Text("x-kubernetes-list-type");
        var keys = schema.Texts("x-kubernetes-list-map-keys").ToList();
        if (kind is null)
        {
            if (keys.Count > 0)
                errors.Add(FieldError.Required($"{path}.x-kubernetes-list-type", "must be map if x-kubernetes-list-map-keys is non-empty"));
            return;
        }

        if (kind is not ("atomic" or "set" or "map"))
            errors.Add(FieldError.NotSupported($"{path}.x-kubernetes-list-type", kind, ["\"atomic\"", "\"map\"", "\"set\""]));
        if (schema.Text("type") != "array")
            errors.Add(FieldError.Invalid($"{path}.type", schema["type"], "must be array if x-kubernetes-list-type is specified"));
        if (kind != "map") return;
        if (keys.Count == 0)
            errors.Add(FieldError.Required($"{path}.x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map"));
        foreach (var key in keys)
        {
            var member = schema.Child("items", "properties", key);
            if (member is null)
                errors.Add(FieldError.Invalid($"{path}.x-kubernetes-list-map-keys", key, "entries must all be names of item properties"));
            else if (!schema["items"].Texts("required").Contains(key) && member["default"] is null)
                errors.Add(FieldError.Required($"{path}.items.properties[{key}].default",
                    "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"));
        }
    }

    private static void CheckPattern(JsonObject schema, string path, ICollection<FieldError> errors)
    {
        if (schema.Text("pattern") is not { Length: > 0 } pattern) return;
        try
        {
            Patterns.Compile(pattern);
        }
        catch (ArgumentException error)
        {
            errors.Add(FieldError.Invalid($"{path}.pattern", pattern, $"must be a valid regular expression, but isn't: {error.Message}"));
        }
    }

    private static void CheckDefault(JsonObject schema, string path, ICollection<FieldError> errors)
    {
        if (schema["default"] is not { } value) return;
        var type = SchemaReader.Read(schema);
        var complete = value.DeepClone();
        Defaulting.Apply(complete, type);
        var unknown = new List<string>();
        Pruning.Prune(complete, type, "default", unknown);
        if (unknown.Count > 0) errors.Add(FieldError.Invalid($"{path}.default", value, "must not have unknown fields"));
        var found = new List<FieldError>();
        ValueValidator.Validate(complete, type, $"{path}.default", found);
        foreach (var one in found) errors.Add(one);
    }

    // allOf, anyOf, oneOf and not may add value rules, but no structure.
    private static void CheckRule(JsonObject rule, string path, ICollection<FieldError> errors)
    {
        foreach (var keyword in StructureOnly)
        {
            if (rule[keyword] is not null) errors.Add(FieldError.Forbidden($"{path}.{keyword}", "must be empty to be structural"));
        }

        foreach (var (name, member) in rule.Child("properties") ?? [])
        {
            if (member is JsonObject inner) CheckRule(inner, $"{path}.properties[{name}]", errors);
        }

        if (rule["items"] is JsonObject items) CheckRule(items, $"{path}.items", errors);
        foreach (var (inner, name) in Nested(rule)) CheckRule(inner, $"{path}.{name}", errors);
    }

    private static IEnumerable<(JsonObject Rule, string Name)> Nested(JsonObject schema)
    {
        // The canonical way to write an int-or-string repeats the types inside anyOf.
        var intOrString = schema.Flag("x-kubernetes-int-or-string") == true;
        foreach (var keyword in (string[])["allOf", "anyOf", "oneOf"])
        {
            var index = 0;
            foreach (var rule in schema.Objects(keyword))
            {
                if (!(intOrString && rule.Count == 1 && rule.Text("type") is "integer" or "string"))
                    yield return (rule, $"{keyword}[{index}]");
                index++;
            }
        }

        if (schema.Child("not") is { } not) yield return (not, "not");
    }
}
