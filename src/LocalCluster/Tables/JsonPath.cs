using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tables;

/// <summary>
/// The JSON paths that printer columns use: <c>.a.b</c>, <c>['a']</c>, <c>[0]</c>, <c>[*]</c>, <c>[?(@.type=="Ready")]</c>.
/// </summary>
internal sealed partial class JsonPath
{
    private readonly IReadOnlyList<Func<JsonNode?, IEnumerable<JsonNode?>>> _steps;

    private JsonPath(IReadOnlyList<Func<JsonNode?, IEnumerable<JsonNode?>>> steps) => _steps = steps;

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">It has something that is not supported.</exception>
    public static JsonPath Parse(string text)
    {
        var steps = new List<Func<JsonNode?, IEnumerable<JsonNode?>>>();
        var rest = text.AsSpan().Trim();
        if (rest.StartsWith("{") && rest.EndsWith("}")) rest = rest[1..^1];
        while (rest.Length > 0)
        {
            var match = Step().Match(rest.ToString());
            if (!match.Success) throw new FormatException($"unexpected \"{rest}\" in JSON path \"{text}\"");
            if (Read(match) is { } step) steps.Add(step);
            rest = rest[match.Length..];
        }

        return new JsonPath(steps);
    }

    /// <summary>The first value that the path leads to; false when there is none.</summary>
    public bool TryFind(JsonNode root, out JsonNode? found)
    {
        IEnumerable<JsonNode?> values = [root];
        foreach (var step in _steps) values = values.SelectMany(step);
        using var first = values.GetEnumerator();
        var any = first.MoveNext();
        found = any ? first.Current : null;
        return any;
    }

    private static Func<JsonNode?, IEnumerable<JsonNode?>>? Read(Match match)
    {
        if (match.Groups["name"] is { Success: true, Value: var name }) return Member(name.Replace("\\.", ".", StringComparison.Ordinal));
        if (match.Groups["quoted"] is { Success: true, Value: var quoted }) return Member(quoted);
        if (match.Groups["index"] is { Success: true, Value: var index }) return Item(int.Parse(index, CultureInfo.InvariantCulture));
        if (match.Groups["all"].Success)
            return node => node switch { JsonArray list => list, JsonObject members => members.Select(pair => pair.Value), _ => [] };
        if (match.Groups["field"] is { Success: true, Value: var field })
            return Filter(field.Split('.'), match.Groups["operator"].Value, match.Groups["value"].Value);
        return null;
    }

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Member(string name) =>
        node => node is JsonObject members && members.TryGetPropertyValue(name, out var value) ? [value] : [];

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Item(int index) => node =>
    {
        if (node is not JsonArray list) return [];
        var at = index < 0 ? list.Count + index : index;
        return at >= 0 && at < list.Count ? [list[at]] : [];
    };

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Filter(string[] field, string comparison, string value)
    {
        var wanted = value.Trim('"', '\'');
        return node => node is not JsonArray list ? [] : list.Where(item =>
        {
            var actual = item.At(field);
            return actual is not null && ((actual.Text() ?? actual.ToJsonString()) == wanted) == (comparison == "==");
        });
    }

    [GeneratedRegex("""
        ^(?:
          \.(?<name>(?:\\.|[^.\[\]\s\\])+)
          | \[\s*['"](?<quoted>[^'"]+)['"]\s*\]
          | \[\s*(?<index>-?\d{1,6})\s*\]
          | (?:\.?\[\s*\*\s*\]|\.\*)(?<all>)
          | \[\s*\?\(\s*@\.(?<field>[\w.\-]+)\s*(?<operator>==|!=)\s*(?<value>"[^"]*"|'[^']*'|[\w.\-]+)\s*\)\s*\]
          | \.(?=\[|$)
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
