using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Objects;

namespace Modelwright.LocalCluster.Schema;

/// <summary>
/// Reads a value as a built-in type: drops what the type does not have, refuses what does not fit, and leaves the form in which a Go
/// server would write it back (no nulls, no empty optional lists and maps, canonical quantities and times).
/// </summary>
internal static class TypedDecoder
{
    /// <summary>Decodes in place.</summary>
    /// <param name="value">A private copy.</param>
    /// <param name="type">The type of the object.</param>
    /// <param name="path">The path of the value; empty for a whole object.</param>
    /// <param name="unknown">Gets the paths of unknown fields.</param>
    /// <exception cref="FormatException">A value does not fit its type; the message names the field.</exception>
    public static void DecodeObject(JsonObject value, TypeSchema type, string path, ICollection<string> unknown)
    {
        foreach (var (name, member) in value.ToList())
        {
            if (path.Length == 0 && name is "apiVersion" or "kind") continue;
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            var schema = type.Member(name);
            if (schema is null)
            {
                if (type.PreserveUnknown) continue;
                unknown.Add(inner);
                value.Remove(name);
                continue;
            }

            var decoded = Decode(member, schema, inner, unknown);
            if (decoded is null || (IsOmitted(decoded, schema) && !type.Required.Contains(name))) value.Remove(name);
            else if (!ReferenceEquals(decoded, member)) value[name] = decoded;
        }
    }

    private static JsonNode? Decode(JsonNode? value, TypeSchema schema, string path, ICollection<string> unknown)
    {
        if (value is null) return null;
        switch (schema.Type)
        {
            case SchemaType.Object:
                DecodeObject(value as JsonObject ?? throw Unfit(path, "an object", value), schema, path, unknown);
                return value;
            case SchemaType.Array:
                DecodeItems(value as JsonArray ?? throw Unfit(path, "a list", value), schema.Items!, path, unknown);
                return value;
            case SchemaType.Any:
                if (value is JsonObject members && schema.Properties.Count > 0) DecodeObject(members, schema, path, unknown);
                return value;
            case SchemaType.String:
                return DecodeText(value, schema, path);
            case SchemaType.Boolean:
                return value.Flag() is null ? throw Unfit(path, "true or false", value) : value;
            case SchemaType.Integer:
                return DecodeInteger(value, schema, path);
            case SchemaType.Number:
                return value.GetValueKind() == JsonValueKind.Number ? value : throw Unfit(path, "a number", value);
            default:
                return schema.Format == "quantity" ? DecodeQuantity(value, path)
                    : value.Integer() is not null || value.Text() is not null ? value
                    : throw Unfit(path, "an integer or a string", value);
        }
    }

    private static void DecodeItems(JsonArray list, TypeSchema item, string path, ICollection<string> unknown)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var inner = $"{path}[{i}]";
            var decoded = Decode(list[i], item, inner, unknown) ?? throw Unfit(inner, "a value", null);
            if (!ReferenceEquals(decoded, list[i])) list[i] = decoded;
        }
    }

    private static JsonNode DecodeText(JsonNode value, TypeSchema schema, string path)
    {
        var text = value.Text() ?? throw Unfit(path, "a string", value);
        switch (schema.Format)
        {
            case "date-time":
                var time = Timestamps.Parse(text) ?? throw Unfit(path, "an RFC 3339 time", value);
                return Same(value, text, Timestamps.Seconds(time));
            case "micro-time":
                var micro = Timestamps.Parse(text) ?? throw Unfit(path, "an RFC 3339 time", value);
                return Same(value, text, Timestamps.Micro(micro));
            case "byte":
                return Convert.TryFromBase64String(text, new byte[text.Length], out _) ? value : throw Unfit(path, "base64", value);
            default:
                return value;
        }
    }

    private static JsonNode DecodeInteger(JsonNode value, TypeSchema schema, string path)
    {
        var number = value.Integer() ?? throw Unfit(path, "a whole number", value);
        if (schema.Format == "int32" && number is < int.MinValue or > int.MaxValue) throw Unfit(path, "a 32-bit number", value);
        return value;
    }

    private static JsonNode DecodeQuantity(JsonNode value, string path)
    {
        var text = value.Text() ?? (value.GetValueKind() == JsonValueKind.Number ? value.ToJsonString() : null);
        return Quantity.TryParse(text, out var quantity) ? Same(value, text!, quantity.ToString())
            : throw Unfit(path, "a quantity such as 500m or 1Gi", value);
    }

    private static JsonNode Same(JsonNode value, string text, string canonical) =>
        value.Text() is not null && text == canonical ? value : JsonValue.Create(canonical);

    private static bool IsOmitted(JsonNode value, TypeSchema schema) => value switch
    {
        JsonArray list => list.Count == 0,
        JsonObject map => map.Count == 0 && schema is { AdditionalProperties: not null },
        JsonValue scalar when schema.OmitZero => IsZero(scalar),
        _ => false,
    };

    private static bool IsZero(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.Text()!.Length == 0,
        JsonValueKind.False => true,
        JsonValueKind.Number => value.Integer() == 0,
        _ => false,
    };

    private static FormatException Unfit(string path, string wanted, JsonNode? value)
    {
        var text = value is null ? "null" : System.Text.Encoding.UTF8.GetString(JsonText.Write(value));
        return new FormatException(
            $"{path}: expected {wanted}, got {(text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "…"))}");
    }
}
