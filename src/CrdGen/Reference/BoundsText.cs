using System.Text.Json.Nodes;

namespace Modelwright.CrdGen.Reference;

/// <summary>Says what values a field may have, in words.</summary>
internal static class BoundsText
{
    /// <summary>The bounds of the schema, those of a list's or map's values included; empty where there are none.</summary>
    public static string Of(JsonObject schema)
    {
        var parts = new List<string>();
        if (schema["x-kubernetes-validations"] is JsonArray rules && (string?)schema["format"] == "duration")
            parts.AddRange(rules.Select(rule => ((string?)rule!["message"])!.Replace("must be between ", "", StringComparison.Ordinal)
                .Replace(" and ", " to ", StringComparison.Ordinal)));
        else if (!schema.ContainsKey("enum") && !schema.ContainsKey("x-kubernetes-int-or-string"))
            Add(parts, schema, "minLength", "maxLength", " characters");
        Add(parts, schema, "minimum", "maximum", "");
        Add(parts, schema, "minItems", "maxItems", " items");
        Add(parts, schema, "minProperties", "maxProperties", " entries");
        var hasSyntaxOfItsOwn = (string?)schema["format"] == "duration" || schema.ContainsKey("x-kubernetes-int-or-string");
        if (schema["pattern"] is { } pattern && !hasSyntaxOfItsOwn)
            parts.Add($"`{((string)pattern!).Replace("|", "\\|", StringComparison.Ordinal)}`");
        var values = (schema["items"] ?? schema["additionalProperties"]) as JsonObject;
        if (values is not null && values["properties"] is null && Of(values) is { Length: > 0 } ofEach) parts.Add($"each {ofEach}");
        return string.Join(", ", parts);
    }

    private static void Add(List<string> parts, JsonObject schema, string minimum, string maximum, string unit)
    {
        var (low, high) = (schema[minimum], schema[maximum]);
        if (low is null && high is null) return;
        parts.Add((low, high) switch
        {
            (null, _) => $"at most {high}{unit}",
            (_, null) => $"at least {low}{unit}",
            _ when low.ToString() == high.ToString() => $"{low}{unit}",
            _ => $"{low} to {high}{unit}",
        });
    }
}
