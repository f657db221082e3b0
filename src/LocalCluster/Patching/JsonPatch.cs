using System.Globalization;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Patching;

/// <summary>RFC 6902: add, remove, replace, move, copy and test, all or nothing.</summary>
public static class JsonPatch
{
    private const int MaxOperations = 10_000;

    /// <summary>The value with the operations applied; the input is not changed.</summary>
    /// <exception cref="ApiException">400: the patch is malformed; 422: an operation does not apply, or a test failed.</exception>
    public static JsonNode? Apply(JsonNode value, JsonArray patch)
    {
        if (patch.Count > MaxOperations)
            throw new ApiException(413, "RequestEntityTooLarge",
                $"The allowed maximum operations in a JSON patch is {MaxOperations}, got {patch.Count}");
        var root = new JsonObject { ["root"] = value.DeepClone() };
        foreach (var item in patch)
            ApplyOne(root, item as JsonObject ?? throw ApiErrors.BadRequest("every operation of a JSON patch must be an object"));
        var result = root["root"];
        root.Remove("root");
        return result;
    }

    private static void ApplyOne(JsonObject root, JsonObject operation)
    {
        var path = Pointer(operation.Text("path") ?? throw ApiErrors.BadRequest("a JSON patch operation has no path"));
        switch (operation.Text("op"))
        {
            case "add":
                Add(root, path, Value(operation));
                break;
            case "remove":
                Remove(root, path);
                break;
            case "replace":
                Remove(root, path);
                Add(root, path, Value(operation));
                break;
            case "move":
                Add(root, path, Remove(root, From(operation)));
                break;
            case "copy":
                Add(root, path, Find(root, From(operation))?.DeepClone());
                break;
            case "test":
                if (!JsonEquality.Same(TryFind(root, path), Value(operation)))
                    throw Refused($"testing path {operation.Text("path")} failed: the value there is not the tested one");
                break;
            case var other:
                throw ApiErrors.BadRequest($"\"{other}\" is not a JSON patch operation");
        }
    }

    private static JsonNode? Value(JsonObject operation) => operation.TryGetPropertyValue("value", out var value)
        ? value?.DeepClone()
        : throw ApiErrors.BadRequest($"the JSON patch operation on {operation.Text("path")} has no value");

    private static string[] From(JsonObject operation) =>
        Pointer(operation.Text("from") ?? throw ApiErrors.BadRequest("a JSON patch operation has no from"));

    private static string[] Pointer(string text)
    {
        if (text.Length > 0 && text[0] != '/') throw ApiErrors.BadRequest($"\"{text}\" is not a JSON pointer");
        var parts = text.Split('/');
        parts[0] = "root";
        for (var i = 1; i < parts.Length; i++)
            parts[i] = parts[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        return parts;
    }

    private static JsonNode? Find(JsonNode root, ReadOnlySpan<string> path)
    {
        JsonNode? node = root;
        foreach (var part in path)
        {
            node = node switch
            {
                JsonObject parent when parent.TryGetPropertyValue(part, out var child) => child,
                JsonArray list => list[Index(part, list.Count - 1)],
                _ => throw Missing(path),
            };
        }

        return node;
    }

    private static JsonNode? TryFind(JsonNode root, string[] path)
    {
        try
        {
            return Find(root, path);
        }
        catch (ApiException error) when (error.Code == 422)
        {
            return null;
        }
    }

    private static void Add(JsonObject root, string[] path, JsonNode? value)
    {
        switch (Find(root, path.AsSpan(0, path.Length - 1)))
        {
            case JsonObject parent:
                parent[path[^1]] = value;
                break;
            case JsonArray list:
                list.Insert(path[^1] == "-" ? list.Count : Index(path[^1], list.Count), value);
                break;
            default:
                throw Missing(path);
        }
    }

    private static JsonNode? Remove(JsonObject root, string[] path)
    {
        JsonNode? value;
        switch (Find(root, path.AsSpan(0, path.Length - 1)))
        {
            case JsonObject parent when parent.TryGetPropertyValue(path[^1], out value):
                parent.Remove(path[^1]);
                return value;
            case JsonArray list:
                var index = Index(path[^1], list.Count - 1);
                value = list[index];
                list.RemoveAt(index);
                return value;
            default:
                throw Missing(path);
        }
    }

    private static int Index(string text, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= max
            && (text == "0" || text[0] != '0')
            ? index
            : throw Refused($"\"{text}\" is not an index of the list");

    private static ApiException Missing(ReadOnlySpan<string> path) =>
        Refused($"there is nothing at /{string.Join('/', path[1..].ToArray())}");

    private static ApiException Refused(string why) =>
        new(422, "Invalid", $"the server rejected our request due to an error in our request: {why}", new JsonObject());
}
