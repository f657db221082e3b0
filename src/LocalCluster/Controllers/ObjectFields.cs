using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers;

/// <summary>Reads fields of Kubernetes objects by path, tolerant of absent parents and of values of another type.</summary>
internal static class ObjectFields
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string Name(this JsonObject item) => item.Text("metadata", "name") ?? "";

    public static string Namespace(this JsonObject item) => item.Text("metadata", "namespace") ?? "";

    public static string Uid(this JsonObject item) => item.Text("metadata", "uid") ?? "";

    public static ObjectKey Key(this JsonObject item) => new(item.Namespace(), item.Name());

    public static bool IsDeleting(this JsonObject item) => item.At("metadata", "deletionTimestamp") is not null;

    public static JsonNode? At(this JsonObject item, params ReadOnlySpan<string> path)
    {
        JsonNode? node = item;
        foreach (var part in path)
        {
            if (node is not JsonObject map || !map.TryGetPropertyValue(part, out node)) return null;
        }

        return node;
    }

    public static JsonObject? Map(this JsonObject item, params ReadOnlySpan<string> path) => item.At(path) as JsonObject;

    public static string? Text(this JsonObject item, params ReadOnlySpan<string> path) =>
        item.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static long? Number(this JsonObject item, params ReadOnlySpan<string> path) =>
        item.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.Number
            && long.TryParse(value.ToJsonString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static bool Flag(this JsonObject item, params ReadOnlySpan<string> path) =>
        item.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public static DateTimeOffset? Time(this JsonObject item, params ReadOnlySpan<string> path) =>
        DateTimeOffset.TryParse(item.Text(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The objects of a list; anything else in it is passed over.</summary>
    public static IEnumerable<JsonObject> Items(this JsonObject item, params ReadOnlySpan<string> path) =>
        item.At(path) is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The strings of a list.</summary>
    public static IEnumerable<string> Texts(this JsonObject item, params ReadOnlySpan<string> path) =>
        item.At(path) is JsonArray list
            ? list.OfType<JsonValue>().Where(v => v.GetValueKind() == JsonValueKind.String).Select(v => v.GetValue<string>())
            : [];

    /// <summary>The string entries of a map, such as labels.</summary>
    public static Dictionary<string, string> TextMap(this JsonObject item, params ReadOnlySpan<string> path)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        if (item.At(path) is not JsonObject map) return result;
        foreach (var (key, node) in map)
        {
            if (node is JsonValue value && value.GetValueKind() == JsonValueKind.String) result[key] = value.GetValue<string>();
        }

        return result;
    }

    /// <summary>The map at a path, made where it is missing.</summary>
    public static JsonObject Ensure(this JsonObject item, params ReadOnlySpan<string> path)
    {
        var map = item;
        foreach (var part in path)
        {
            if (map[part] is not JsonObject child) map[part] = child = [];
            map = child;
        }

        return map;
    }

    public static JsonObject Copy(this JsonObject item) => (JsonObject)item.DeepClone();

    public static string ToApiTime(this DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
