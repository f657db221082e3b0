using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Modelwright.Crds.Tests.Schemas;

/// <summary>
/// The part of Kubernetes' structural validation that the schemas use, written against the specification and not the generator.
/// </summary>
internal static class StructuralValidator
{
    /// <summary>What is wrong with the value; empty when it is valid.</summary>
    public static IEnumerable<string> Errors(JsonNode? value, JsonObject schema, string path)
    {
        if (value is null) return [$"{path}: null"];
        if (!HasType(value, schema)) return [$"{path}: {value.ToJsonString()} is not of type {schema["type"]}"];
        return value switch
        {
            JsonObject map => OfObject(map, schema, path),
            JsonArray list => OfList(list, schema, path),
            _ => OfScalar((JsonValue)value, schema, path),
        };
    }

    private static bool HasType(JsonNode value, JsonObject schema) => (string?)schema["type"] switch
    {
        null when schema.ContainsKey("x-kubernetes-int-or-string") => value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value.GetValueKind() == JsonValueKind.String,
        "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), out _),
        var other => throw new InvalidOperationException($"unexpected type {other}"),
    };

    private static IEnumerable<string> OfObject(JsonObject map, JsonObject schema, string path)
    {
        foreach (var name in schema["required"] as JsonArray ?? [])
            if (!map.ContainsKey((string)name!)) yield return $"{path}.{name}: missing";
        if (Above(schema, "maxProperties", map.Count)) yield return $"{path}: {map.Count} entries";
        var properties = schema["properties"] as JsonObject;
        var preserves = properties is null && schema["additionalProperties"] is null;
        foreach (var (name, item) in map)
            if ((properties?[name] ?? schema["additionalProperties"]) is JsonObject of)
                foreach (var error in Errors(item, of, $"{path}.{name}")) yield return error;
            else if (!preserves)
                yield return $"{path}.{name}: unknown";
    }

    private static IEnumerable<string> OfList(JsonArray list, JsonObject schema, string path)
    {
        if (Below(schema, "minItems", list.Count) || Above(schema, "maxItems", list.Count)) yield return $"{path}: {list.Count} items";
        foreach (var (item, index) in list.Select((item, index) => (item, index)))
            foreach (var error in Errors(item, (JsonObject)schema["items"]!, $"{path}[{index}]"))
                yield return error;
        if (schema["x-kubernetes-list-map-keys"] is not JsonArray keys) yield break;
        var distinct = list.Select(item => string.Join('|', keys.Select(key => item![(string)key!]?.ToJsonString()))).Distinct().Count();
        if (distinct != list.Count) yield return $"{path}: the same key twice";
    }

    private static IEnumerable<string> OfScalar(JsonValue value, JsonObject schema, string path)
    {
        if (schema["enum"] is JsonArray names && !names.Any(name => JsonNode.DeepEquals(name, value)))
            yield return $"{path}: {value} is not in the enum";
        if (value.GetValueKind() == JsonValueKind.Number && schema["type"] is not null)
        {
            var number = long.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);
            if (Below(schema, "minimum", number) || Above(schema, "maximum", number)) yield return $"{path}: {number} is out of bounds";
        }

        if (value.GetValueKind() != JsonValueKind.String) yield break;
        var text = (string)value!;
        if (Below(schema, "minLength", text.Length) || Above(schema, "maxLength", text.Length))
            yield return $"{path}: {text.Length} characters";
        if (schema["pattern"] is { } pattern && !Regex.IsMatch(text, (string)pattern!))
            yield return $"{path}: '{text}' does not match {pattern}";
        if ((string?)schema["format"] == "date-time" && !DateTimeOffset.TryParse(text, out _))
            yield return $"{path}: '{text}' is not a time";
    }

    private static bool Below(JsonObject schema, string keyword, long value) => schema[keyword] is { } bound && value < (long)bound;

    private static bool Above(JsonObject schema, string keyword, long value) => schema[keyword] is { } bound && value > (long)bound;
}
