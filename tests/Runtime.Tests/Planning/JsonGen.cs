using System.Text.Json.Nodes;
using CsCheck;

namespace Modelwright.Runtime.Tests.Planning;

/// <summary>Random JSON, shaped like Kubernetes objects: nested, with lists by key, quantities and free text.</summary>
internal static class JsonGen
{
    private static readonly Gen<string> Name = OneOf("a", "b", "c", "cpu", "labels", "args", "items", "port");

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf<JsonNode?>(
        OneOf("x", "1000m", "1Gi", "60s", "", "ü").Select(text => (JsonNode?)text),
        Gen.Int[-3, 3].Select(number => (JsonNode?)number),
        Gen.Bool.Select(flag => (JsonNode?)flag));

    public static Gen<JsonObject> Object { get; } = Of(3);

    /// <summary>One of some values.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<JsonObject> Of(int depth) => Gen.Select(Name, Value(depth)).List[0, 4].Select(fields =>
    {
        var json = new JsonObject();
        foreach (var (name, value) in fields) json[name] = value?.DeepClone();
        return json;
    });

    private static Gen<JsonNode?> Value(int depth) => depth == 0
        ? Leaf
        : Gen.Frequency((4, Leaf), (2, Of(depth - 1).Select(value => (JsonNode?)value)), (1, List(depth - 1)), (1, ListMap(depth - 1)));

    private static Gen<JsonNode?> List(int depth) =>
        Value(depth).List[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]));

    private static Gen<JsonNode?> ListMap(int depth) => Of(depth).List[0, 3].Select(items =>
    {
        var list = new JsonArray();
        foreach (var item in items)
        {
            var copy = item.DeepClone().AsObject();
            copy["name"] = $"n{list.Count}";
            list.Add(copy);
        }

        return (JsonNode?)new JsonObject { ["containers"] = list };
    });
}
