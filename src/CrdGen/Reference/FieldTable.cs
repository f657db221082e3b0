using System.Text;
using System.Text.Json.Nodes;
using Modelwright.CrdGen.Schemas;

namespace Modelwright.CrdGen.Reference;

/// <summary>Writes the tables of an object's fields, one for it and one for each object inside it.</summary>
internal static class FieldTable
{
    /// <summary>Appends the tables of <paramref name="schema"/> and of what it contains.</summary>
    public static void Append(StringBuilder page, string path, JsonObject schema)
    {
        page.Append($"\n### {path}\n\n{schema["description"]}\n\n");
        page.Append("| field | type | bounds | if unset | description |\n|---|---|---|---|---|\n");
        var properties = (JsonObject)schema["properties"]!;
        var required = schema["required"] as JsonArray ?? [];
        foreach (var (name, node) in properties)
        {
            var property = (JsonObject)node!;
            var unset = required.Any(item => (string?)item == name) ? "required" : (string?)property[WhenUnset.Keyword] ?? "";
            string[] cells = [$"`{name}`", TypeText.Of(property), BoundsText.Of(property), Cell(unset), Cell($"{property["description"]}")];
            page.Append($"| {string.Join(" | ", cells)} |\n");
        }

        AppendRules(page, path, schema);
        foreach (var (name, node) in properties)
        {
            var property = (JsonObject)node!;
            if (property["properties"] is not null) Append(page, $"{path}.{name}", property);
            else if (property["items"] is JsonObject item && item["properties"] is not null && !IsCondition(item))
                Append(page, $"{path}.{name}[]", item);
            else if (property["additionalProperties"] is JsonObject value && value["properties"] is not null)
                Append(page, $"{path}.{name}.NAME", value);
        }
    }

    /// <summary>Appends the rules of an object and of its plain fields, as the messages a person would read.</summary>
    public static void AppendRules(StringBuilder page, string path, JsonObject schema)
    {
        var own = Messages(schema).Select(message => $"- {message}\n");
        var ofFields = from property in schema["properties"] as JsonObject ?? []
                       where property.Value!["properties"] is null && (string?)property.Value["format"] != "duration"
                       from message in Messages(property.Value)
                       select $"- `{property.Key}`: {message}\n";
        var rules = string.Concat(own.Concat(ofFields));
        if (rules.Length > 0) page.Append($"\nRules for `{path}`:\n\n{rules}");
    }

    private static IEnumerable<string> Messages(JsonNode schema) =>
        (schema["x-kubernetes-validations"] as JsonArray ?? []).Select(rule => (string)rule!["message"]!);

    private static bool IsCondition(JsonObject item) => item["properties"]?["lastTransitionTime"] is not null;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
