using System.Text.Json.Nodes;

namespace Modelwright.CrdGen.Reference;

/// <summary>Says in a word or two what a field's type is.</summary>
internal static class TypeText
{
    /// <summary>The type of the schema.</summary>
    public static string Of(JsonObject schema)
    {
        if (schema["enum"] is JsonArray values) return string.Join(", ", values.Select(value => $"`{value}`"));
        if (schema.ContainsKey("x-kubernetes-int-or-string")) return "quantity";
        if (schema["items"] is JsonObject items)
            return items["properties"]?["lastTransitionTime"] is null ? $"list of {Plural(items)}" : "list of conditions";
        if (schema["additionalProperties"] is JsonObject entries) return $"map of {Plural(entries)}";
        return ((string?)schema["type"], (string?)schema["format"]) switch
        {
            ("string", "date-time") => "time",
            ("string", "duration") => "duration",
            (var type, _) => type!,
        };
    }

    private static string Plural(JsonObject schema) => Of(schema) switch
    {
        "quantity" => "quantities",
        var single => single + "s",
    };
}
