using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;

namespace Modelwright.Crds.Tests.Schemas;

/// <summary>Random instances of a structural schema.</summary>
internal static class Instances
{
    /// <summary>Valid instances; optional properties are there half of the time.</summary>
    public static Gen<JsonNode> Of(JsonObject schema)
    {
        if (schema["enum"] is JsonArray names) return Gen.Int[0, names.Count - 1].Select(index => names[index]!.DeepClone());
        if (schema.ContainsKey("x-kubernetes-int-or-string"))
            return Gen.OneOf(Gen.Int[0, 64].Select(number => (JsonNode)JsonValue.Create(number)), Text(schema));
        return (string)schema["type"]! switch
        {
            "object" when schema["properties"] is JsonObject properties => Object(properties, schema["required"] as JsonArray ?? []),
            "object" when schema["additionalProperties"] is JsonObject values => Map(values, (int)(long)schema["maxProperties"]!),
            "object" when schema["description"] is not null => Gen.Const<JsonNode>(() => new JsonObject()),
            "object" => Gen.Const<JsonNode>(() => new JsonObject { ["name"] = "instance" }),
            "array" => List(schema),
            "boolean" => Gen.Bool.Select(value => (JsonNode)JsonValue.Create(value)),
            "integer" => Gen.Long[(long?)schema["minimum"] ?? -5, (long?)schema["maximum"] ?? int.MaxValue]
                .Select(value => (JsonNode)JsonValue.Create(value)),
            "string" when (string?)schema["format"] == "date-time" => Time,
            _ => Text(schema),
        };
    }

    private static Gen<JsonNode> Time { get; } = Gen.Long[0, 4_000_000_000]
        .Select(seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds))
        .Select(time => (JsonNode)JsonValue.Create(time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));

    private static Gen<JsonNode> Text(JsonObject schema)
    {
        var minimum = (int?)(long?)schema["minLength"] ?? 1;
        var maximum = Math.Min((int?)(long?)schema["maxLength"] ?? 40, minimum + 40);
        return Gen.Int[minimum, maximum].Select(length => (JsonNode)JsonValue.Create(Texts.Matching((string?)schema["pattern"], length)));
    }

    private static Gen<JsonNode> Object(JsonObject properties, JsonArray required)
    {
        var parts = properties.Select(property =>
        {
            var value = Of((JsonObject)property.Value!).Select(node => (property.Key, (JsonNode?)node));
            var isRequired = required.Any(name => (string?)name == property.Key);
            return isRequired ? value : Gen.OneOf(value, Gen.Const((property.Key, (JsonNode?)null)));
        });
        return parts
            .Aggregate(Gen.Const(() => new List<(string, JsonNode?)>()), (all, part) => all.Select(part, Append))
            .Select(list => list.Where(item => item.Item2 is not null).Select(item => KeyValuePair.Create(item.Item1, item.Item2)))
            .Select(present => (JsonNode)new JsonObject(present));
    }

    private static Gen<JsonNode> Map(JsonObject values, int maximum) =>
        Of(values).List[0, Math.Min(maximum, 3)].Select(list =>
            (JsonNode)new JsonObject(list.Select((value, index) => KeyValuePair.Create($"key{index}", (JsonNode?)value))));

    private static Gen<JsonNode> List(JsonObject schema)
    {
        var keys = (schema["x-kubernetes-list-map-keys"] as JsonArray ?? []).Select(key => (string)key!).ToArray();
        var minimum = (int?)(long?)schema["minItems"] ?? 0;
        var maximum = Math.Min((int)(long)schema["maxItems"]!, minimum + 2);
        return Of((JsonObject)schema["items"]!).List[minimum, maximum]
            .Select(list => keys.Length == 0 ? list : [.. list.DistinctBy(item => KeyOf(item, keys))])
            .Select(list => (JsonNode)new JsonArray([.. list]));
    }

    private static string KeyOf(JsonNode item, string[] keys) => string.Join('|', keys.Select(key => item[key]!.ToJsonString()));

    private static List<(string, JsonNode?)> Append(List<(string, JsonNode?)> list, (string, JsonNode?) item) => [.. list, item];
}
