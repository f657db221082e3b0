using System.Text.Json.Nodes;

namespace Modelwright.CrdGen.Schemas;

/// <summary>
/// Refuses data without an upper bound: an object could grow until nothing can store it, and the API server refuses CEL rules whose cost it
/// cannot bound.
/// </summary>
internal static class Bounds
{
    /// <summary>Walks the schema.</summary>
    /// <exception cref="SchemaException">A string, list or map has no maximum.</exception>
    public static void Check(JsonObject schema, string path)
    {
        switch ((string?)schema["type"])
        {
            case "string" when !schema.ContainsKey("enum") && (string?)schema["format"] != "date-time":
                Expect(schema, "maxLength", path);
                break;
            case "array":
                Expect(schema, "maxItems", path);
                Check((JsonObject)schema["items"]!, path + "[]");
                break;
            case "object":
                if (schema["additionalProperties"] is JsonObject values)
                {
                    Expect(schema, "maxProperties", path);
                    Check(values, path + "{}");
                }

                foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
                    if (path.Contains('.', StringComparison.Ordinal) || name is not ("apiVersion" or "kind" or "metadata"))
                        Check((JsonObject)property!, $"{path}.{name}");
                break;
        }
    }

    private static void Expect(JsonObject schema, string keyword, string path)
    {
        if (!schema.ContainsKey(keyword)) throw new SchemaException(path, $"has no {keyword}; give it a [Length]");
    }
}
