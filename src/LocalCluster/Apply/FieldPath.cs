using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Apply;

/// <summary>The elements of paths in a <see cref="FieldSet"/>.</summary>
internal static class FieldPath
{
    public static string Member(string name) => "f:" + name;

    /// <summary>The name of a member; null when the element is something else.</summary>
    public static string? MemberName(string element) => element.StartsWith("f:", StringComparison.Ordinal) ? element[2..] : null;

    /// <summary>How an item of a set or map list is found; null when it has no identity.</summary>
    public static string? Item(JsonNode? item, TypeSchema list)
    {
        if (list.ListKind == ListKind.Set) return "v:" + Text(item);
        var keys = new JsonObject();
        foreach (var key in list.ListKeys.Order(StringComparer.Ordinal))
        {
            var value = item.At(key) ?? list.Items?.Member(key)?.Default;
            if (value is not null) keys[key] = value.DeepClone();
        }

        return keys.Count == 0 ? null : "k:" + Text(keys);
    }

    /// <summary>An element as people read it: <c>.name</c>, <c>[key="a"]</c>, <c>[="value"]</c>, <c>[3]</c>.</summary>
    public static string Display(string element)
    {
        var content = element[2..];
        switch (element[0])
        {
            case 'f':
                return "." + content;
            case 'k' when Parse(content) is JsonObject keys:
                return $"[{string.Join(",", keys.Select(pair => $"{pair.Key}={Text(pair.Value)}"))}]";
            case 'v':
                return $"[={content}]";
            default:
                return $"[{content}]";
        }
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonText.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonNode? value) => Encoding.UTF8.GetString(JsonText.Write(value));
}
