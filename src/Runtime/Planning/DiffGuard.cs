using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.Runtime.Planning;

/// <summary>
/// Says whether an object already is as an apply body wants it. Only fields in the body are compared (others belong to other managers or to
/// the server's defaults), and values that mean the same are the same, however the server wrote them.
/// </summary>
public static class DiffGuard
{
    // Below these fields text is text: "1000m" as an environment variable is not "1".
    private static readonly HashSet<string> FreeText =
        ["labels", "annotations", "matchLabels", "nodeSelector", "selector", "data", "stringData", "binaryData", "env", "args", "command"];

    /// <summary>
    /// The path of the first field of <paramref name="wanted"/> that <paramref name="actual"/> lacks or has otherwise; null when there is
    /// none.
    /// </summary>
    public static string? FirstDifference(JsonNode? wanted, JsonNode? actual) => Compare(wanted, actual, "", "", freeText: false);

    /// <summary>Nothing differs in either direction.</summary>
    public static bool Same(JsonNode? one, JsonNode? other) => FirstDifference(one, other) is null && FirstDifference(other, one) is null;

    /// <summary>Somewhere an empty map is wanted, and nothing is there.</summary>
    internal static bool LostEmptyMap(JsonNode? wanted, JsonNode? actual) => (wanted, actual) switch
    {
        (JsonObject { Count: 0 }, null) => true,
        (JsonObject fields, JsonObject or null) => fields.Any(field => LostEmptyMap(field.Value, actual?[field.Key])),
        (JsonArray items, JsonArray found) => items.Zip(found).Any(pair => LostEmptyMap(pair.First, pair.Second)),
        _ => false,
    };

    private static string? Compare(JsonNode? wanted, JsonNode? actual, string path, string field, bool freeText)
    {
        freeText = freeText || FreeText.Contains(field);
        return wanted switch
        {
            null => actual is null ? null : path,
            JsonObject fields => actual is JsonObject found ? CompareFields(fields, found, path, freeText) : path,
            JsonArray items when actual is JsonArray found => CompareItems(items, found, path, field, freeText),
            JsonArray { Count: 0 } => actual is null ? null : path,
            JsonArray => path,
            _ => actual is JsonValue value && SameValue((JsonValue)wanted, value, freeText) ? null : path,
        };
    }

    private static string? CompareFields(JsonObject wanted, JsonObject actual, string path, bool freeText)
    {
        foreach (var (name, value) in wanted)
            if (Compare(value, actual[name], $"{path}.{name}", name, freeText) is { } difference) return difference;
        return null;
    }

    private static string? CompareItems(JsonArray wanted, JsonArray actual, string path, string field, bool freeText)
    {
        if (ListKeys.IsSet(field))
            return wanted.All(item => actual.Any(other => JsonNode.DeepEquals(item, other))) ? null : path;
        if (ListKeys.Of(field, wanted) is { } keys)
        {
            for (var i = 0; i < wanted.Count; i++)
            {
                var item = wanted[i]!.AsObject();
                var match = actual.FirstOrDefault(other => ListKeys.Matches(keys, item, other));
                if (Compare(item, match, $"{path}[{i}]", "", freeText) is { } difference) return difference;
            }

            return null;
        }

        if (wanted.Count != actual.Count) return path;
        for (var i = 0; i < wanted.Count; i++)
            if (Compare(wanted[i], actual[i], $"{path}[{i}]", "", freeText) is { } difference) return difference;
        return null;
    }

    private static bool SameValue(JsonValue wanted, JsonValue actual, bool freeText)
    {
        if (JsonNode.DeepEquals(wanted, actual)) return true;
        if (IsFlag(wanted) || IsFlag(actual)) return false;
        var (one, other) = (wanted.ToString(), actual.ToString());
        var bothText = wanted.GetValueKind() == JsonValueKind.String && actual.GetValueKind() == JsonValueKind.String;
        if (freeText && bothText) return one == other;
        if (one == other) return !freeText;
        if (freeText) return false;
        if (Quantities.Quantity(one) is { } quantity && Quantities.Quantity(other) is { } otherQuantity) return quantity == otherQuantity;
        if (!bothText) return false;
        if (Quantities.Duration(one) is { } duration && Quantities.Duration(other) is { } otherDuration) return duration == otherDuration;
        return IsTime(one) && IsTime(other) && wanted.Deserialize<DateTimeOffset>() == actual.Deserialize<DateTimeOffset>();
    }

    private static bool IsFlag(JsonValue value) => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    private static bool IsTime(string text) => text.Length >= 20 && text[10] == 'T'
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _);
}
