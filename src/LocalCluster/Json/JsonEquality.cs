using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Json;

/// <summary>Equality of JSON values: the order of members does not matter, 1 equals 1.0.</summary>
public static class JsonEquality
{
    /// <summary>Whether two values are the same.</summary>
    public static bool Same(JsonNode? left, JsonNode? right)
    {
        if (ReferenceEquals(left, right)) return true;
        return (left, right) switch
        {
            (JsonObject a, JsonObject b) => SameObject(a, b),
            (JsonArray a, JsonArray b) => SameArray(a, b),
            (JsonValue a, JsonValue b) => SameValue(a, b),
            _ => false,
        };
    }

    private static bool SameObject(JsonObject left, JsonObject right)
    {
        if (left.Count != right.Count) return false;
        foreach (var (name, value) in left)
        {
            if (!right.TryGetPropertyValue(name, out var other) || !Same(value, other)) return false;
        }

        return true;
    }

    private static bool SameArray(JsonArray left, JsonArray right)
    {
        if (left.Count != right.Count) return false;
        for (var i = 0; i < left.Count; i++)
        {
            if (!Same(left[i], right[i])) return false;
        }

        return true;
    }

    private static bool SameValue(JsonValue left, JsonValue right)
    {
        var kind = left.GetValueKind();
        if (kind != right.GetValueKind()) return false;
        if (kind == JsonValueKind.String) return left.Text() == right.Text();
        if (kind != JsonValueKind.Number) return true;
        return left.Integer() is { } a && right.Integer() is { } b
            ? a == b
            : left.GetValue<double>().Equals(right.GetValue<double>());
    }
}
