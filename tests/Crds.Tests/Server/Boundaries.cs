using System.Text.Json.Nodes;
using Modelwright.Crds.Tests.Schemas;

namespace Modelwright.Crds.Tests.Server;

/// <summary>Finds every bound below a part of a kind's schema and makes objects on both sides of it from one complete object.</summary>
internal sealed class Boundaries
{
    private readonly JsonObject _complete;
    private readonly List<Boundary> _found = [];

    private Boundaries(JsonObject complete) => _complete = complete;

    /// <param name="complete">
    /// An accepted object in which every field below <paramref name="part"/> is set, and every list and map has an entry.
    /// </param>
    /// <param name="schema">The kind's schema.</param>
    /// <param name="part"><c>spec</c> or <c>status</c>.</param>
    public static IReadOnlyList<Boundary> Of(JsonObject complete, JsonObject schema, string part)
    {
        var boundaries = new Boundaries(complete);
        boundaries.Walk((JsonObject)schema["properties"]![part]!, [part]);
        return boundaries._found;
    }

    private void Walk(JsonObject schema, object[] path)
    {
        Text(schema, path);
        Number(schema, path);
        List(schema, path);
        Map(schema, path);
        if (schema["enum"] is not null) Add("enum", path, null, _ => "Other");
        foreach (var name in schema["required"] as JsonArray ?? []) Missing((string)name!, path);
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
            if (At(_complete, [.. path, name]) is not null) Walk((JsonObject)property!, [.. path, name]);
        if (schema["items"] is JsonObject items) Walk(items, [.. path, 0]);
        if (schema["additionalProperties"] is JsonObject values) Walk(values, [.. path, ((JsonObject)At(_complete, path)!).First().Key]);
    }

    private void Text(JsonObject schema, object[] path)
    {
        var pattern = (string?)schema["pattern"];
        if (schema["maxLength"] is { } maximum)
            Add("maxLength", path, _ => Texts.Matching(pattern, (int)(long)maximum), _ => new string('a', (int)(long)maximum + 1));
        if (schema["minLength"] is { } minimum)
            Add("minLength", path,
                TighterRule(path) ? null : _ => Texts.Matching(pattern, (int)(long)minimum),
                _ => new string('a', (int)(long)minimum - 1));
        if (pattern is not null) Add("pattern", path, null, value => (string)value! + " ");
    }

    private void Number(JsonObject schema, object[] path)
    {
        if (schema["minimum"] is { } minimum) Add("minimum", path, _ => (long)minimum, _ => (long)minimum - 1);
        if (schema["maximum"] is { } maximum) Add("maximum", path, _ => (long)maximum, _ => (long)maximum + 1);
    }

    private void List(JsonObject schema, object[] path)
    {
        if (schema["minItems"] is { } minimum) Add("minItems", path, null, _ => new JsonArray());
        var key = (string?)(schema["x-kubernetes-list-map-keys"] as JsonArray)?.Single();
        var set = (string?)schema["x-kubernetes-list-type"] == "set";
        if (schema["maxItems"] is { } maximum)
            Add("maxItems", path, list => Repeat(list, key, set, (int)(long)maximum),
                list => Repeat(list, key, set, (int)(long)maximum + 1));
        if (key is not null || set)
            _found.Add(new Boundary($"{Text(path)} duplicate", $"{Text(path)}[1]", null,
                Changed(path, list => Repeat(list, null, set: false, 2))));
    }

    private void Map(JsonObject schema, object[] path)
    {
        if (schema["maxProperties"] is { } maximum)
            Add("maxProperties", path, map => Fill(map, (int)(long)maximum), map => Fill(map, (int)(long)maximum + 1));
    }

    private void Missing(string name, object[] path)
    {
        var outside = (JsonObject)_complete.DeepClone();
        ((JsonObject)At(outside, path)!).Remove(name);
        _found.Add(new Boundary($"{Text([.. path, name])} required", Text([.. path, name]), null, outside));
    }

    private void Add(string keyword, object[] path, Func<JsonNode?, JsonNode?>? inside, Func<JsonNode?, JsonNode?> outside) =>
        _found.Add(new Boundary(
            $"{Text(path)} {keyword}", Text(path), inside is null ? null : Changed(path, inside), Changed(path, outside)));

    private JsonObject Changed(object[] path, Func<JsonNode?, JsonNode?> change)
    {
        var copy = (JsonObject)_complete.DeepClone();
        var parent = At(copy, path[..^1])!;
        if (path[^1] is int index) parent[index] = change(parent[index]);
        else parent[(string)path[^1]] = change(parent[(string)path[^1]]);
        return copy;
    }

    private static bool TighterRule(object[] path) => path[^1] is "uri";

    private static JsonArray Repeat(JsonNode? list, string? key, bool set, int count) => new([.. Enumerable.Range(0, count).Select(index =>
    {
        var item = list![0]!.DeepClone();
        if (set && index > 0) return Numbered((string)item!, index);
        if (key is not null && index > 0) item[key] = Numbered((string)item[key]!, index);
        return item;
    })]);

    /// <summary>Another text of the same kind: a digest has no room for a longer one.</summary>
    private static string Numbered(string text, int index) =>
        text.StartsWith("sha256:", StringComparison.Ordinal) ? $"{text[..^8]}{index:x8}" : $"{text}{index}";

    private static JsonObject Fill(JsonNode? map, int count)
    {
        var filled = (JsonObject)map!.DeepClone();
        var value = filled.First().Value!;
        for (var index = 0; filled.Count < count; index++) filled[$"key{index}"] = value.DeepClone();
        return filled;
    }

    private static JsonNode? At(JsonNode? node, object[] path) =>
        path.Aggregate(node, (at, step) => step is int index ? at?[index] : at?[(string)step]);

    private static string Text(object[] path) =>
        string.Concat(path.Select((step, index) => step is int ? $"[{step}]" : index == 0 ? step : $".{step}"));
}
