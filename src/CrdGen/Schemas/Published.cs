using System.Text.Json.Nodes;

namespace Modelwright.CrdGen.Schemas;

/// <summary>
/// Turns the generator's schemas, which also serve the reference pages, into what the API server takes and kubectl prints.
/// </summary>
public static class Published
{
    /// <summary>A copy in which <see cref="WhenUnset"/> is the end of the description, and descriptions have no Markdown.</summary>
    public static JsonObject Schema(JsonObject schema)
    {
        var copy = (JsonObject)schema.DeepClone();
        Fold(copy);
        return copy;
    }

    private static void Fold(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                // A property that is itself called description holds a schema, not text.
                if (map["description"] is JsonValue text)
                    map["description"] = text.ToString().Replace("`", "", StringComparison.Ordinal);
                if (map.Remove(WhenUnset.Keyword, out var value)) map["description"] = $"{map["description"]} If unset: {value}.";
                foreach (var (_, child) in map) Fold(child);
                break;
            case JsonArray list:
                foreach (var item in list) Fold(item);
                break;
        }
    }
}
