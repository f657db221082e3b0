using System.Text.Json.Nodes;

namespace Modelwright.EndToEnd.Tests.Support;

/// <summary>Reads <c>fieldsV1</c> of a managed fields entry beside the object itself.</summary>
public static class OwnedFields
{
    /// <summary>
    /// The owned fields below which the object has nothing: absent, null, an empty text, list or map. False and zero may be meant; whether
    /// they are kept is seen by the absence of repeated applies.
    /// </summary>
    public static IReadOnlyList<string> Empty(JsonObject fields, JsonNode? item, string path = "")
    {
        List<string> found = [];
        foreach (var (key, inner) in fields)
        {
            if (key == ".") continue;
            var value = Value(key, item);
            if (IsEmpty(value)) found.Add($"{path}.{key}");
            else if (inner is JsonObject { Count: > 0 } below) found.AddRange(Empty(below, value, $"{path}.{key}"));
        }

        return found;
    }

    private static bool IsEmpty(JsonNode? value) =>
        value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 } || (value is JsonValue text && text.ToString().Length == 0);

    private static JsonNode? Value(string key, JsonNode? item)
    {
        var name = key[2..];
        if (key.StartsWith("f:", StringComparison.Ordinal)) return (item as JsonObject)?[name];
        if (item is not JsonArray items) return null;
        if (key.StartsWith("v:", StringComparison.Ordinal))
            return items.FirstOrDefault(entry => JsonNode.DeepEquals(entry, JsonNode.Parse(name)));
        var keys = JsonNode.Parse(name)!.AsObject();
        return items.FirstOrDefault(entry => keys.All(wanted => JsonNode.DeepEquals(entry![wanted.Key], wanted.Value)));
    }
}
