using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Selectors;

/// <summary>A field query: <c>metadata.name=a,status.phase!=Failed</c>, over the fields that the resource declares.</summary>
public sealed class FieldSelector
{
    private readonly IReadOnlyList<(string Field, string[] Path, bool Equal, string Value)> _terms;

    private FieldSelector(IReadOnlyList<(string, string[], bool, string)> terms) => _terms = terms;

    /// <summary>Matches everything.</summary>
    public static FieldSelector Everything { get; } = new([]);

    /// <summary>Whether there is no requirement.</summary>
    public bool IsEmpty => _terms.Count == 0;

    /// <summary>The name that all matching objects have, if the query fixes it.</summary>
    public string? Name => _terms.FirstOrDefault(term => term is { Field: "metadata.name", Equal: true }).Value;

    /// <summary>Reads a query.</summary>
    /// <exception cref="ApiException">400: malformed, or a field that the resource does not offer.</exception>
    public static FieldSelector Parse(string text, ResourceDefinition resource)
    {
        if (string.IsNullOrWhiteSpace(text)) return Everything;
        var terms = new List<(string, string[], bool, string)>();
        foreach (var part in Split(text))
        {
            if (part.Length == 0) continue;
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 1) throw ApiErrors.BadRequest($"invalid selector: '{text}'; can't understand '{part}'");
            var equal = part[at - 1] != '!';
            var field = (equal ? part[..at] : part[..(at - 1)]).Trim();
            if (!Supported(field, resource)) throw ApiErrors.BadRequest($"field label not supported: {field}");
            terms.Add((field, field.Split('.'), equal, Unescape(part[at..].TrimStart('='))));
        }

        return new FieldSelector(terms);
    }

    /// <summary>Whether an object satisfies the query. A missing field reads as empty.</summary>
    public bool Matches(JsonObject value)
    {
        foreach (var (_, path, equal, wanted) in _terms)
        {
            if ((Read(value.At(path)) == wanted) != equal) return false;
        }

        return true;
    }

    private static string Read(JsonNode? field) => field is null ? "" : field.Text() ?? field.ToJsonString();

    private static bool Supported(string field, ResourceDefinition resource) =>
        field == "metadata.name" || (field == "metadata.namespace" && resource.Namespaced) || resource.SelectableFields.Contains(field);

    // A backslash protects commas, equal signs and itself.
    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == ',')
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    private static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal)) return value;
        var result = new System.Text.StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length) i++;
            result.Append(value[i]);
        }

        return result.ToString();
    }
}
