using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Selectors;

/// <summary>A label query: <c>a=b,c!=d,e in (f,g),h notin (i),j,!k</c>. All requirements must hold.</summary>
public sealed class LabelSelector
{
    private readonly IReadOnlyList<Requirement> _requirements;

    private LabelSelector(IReadOnlyList<Requirement> requirements) => _requirements = requirements;

    /// <summary>Matches everything.</summary>
    public static LabelSelector Everything { get; } = new([]);

    /// <summary>Whether there is no requirement.</summary>
    public bool IsEmpty => _requirements.Count == 0;

    /// <summary>Reads a query.</summary>
    /// <exception cref="ApiException">400: it is malformed.</exception>
    public static LabelSelector Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Everything;
        return new LabelSelector([.. Split(text).Select(part => ParseRequirement(part.Trim(), text))]);
    }

    /// <summary>Reads <c>matchLabels</c> and <c>matchExpressions</c>.</summary>
    public static LabelSelector FromObject(JsonObject? selector)
    {
        var requirements = new List<Requirement>();
        foreach (var (key, value) in selector.Child("matchLabels") ?? [])
            requirements.Add(new Requirement(key, Operator.In, [value.Text() ?? ""]));
        foreach (var expression in selector.Objects("matchExpressions"))
        {
            var wanted = expression.Text("operator") switch
            {
                "In" => Operator.In,
                "NotIn" => Operator.NotIn,
                "Exists" => Operator.Exists,
                "DoesNotExist" => Operator.NotExists,
                var other => throw ApiErrors.BadRequest($"\"{other}\" is not a valid label selector operator"),
            };
            requirements.Add(new Requirement(expression.Text("key") ?? "", wanted, [.. expression.Texts("values")]));
        }

        return new LabelSelector(requirements);
    }

    /// <summary>Whether an object's labels satisfy the query.</summary>
    public bool Matches(JsonObject value)
    {
        if (IsEmpty) return true;
        var labels = value.Child("metadata", "labels");
        foreach (var requirement in _requirements)
        {
            if (!requirement.Matches(labels)) return false;
        }

        return true;
    }

    /// <inheritdoc />
    public override string ToString() => string.Join(",", _requirements.Select(requirement => requirement.ToString()));

    private static IEnumerable<string> Split(string text)
    {
        int start = 0, depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] != ',' || depth != 0) continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }

    private static Requirement ParseRequirement(string part, string whole)
    {
        ApiException Bad(string why) => ApiErrors.BadRequest($"unable to parse requirement: {why} in label selector \"{whole}\"");

        if (part.EndsWith(')'))
        {
            var open = part.IndexOf('(', StringComparison.Ordinal);
            var head = open < 0 ? [] : part[..open].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (head.Length != 2 || head[1] is not ("in" or "notin")) throw Bad($"found '{part}', expected: 'in' or 'notin'");
            var values = part[(open + 1)..^1].Split(',').Select(value => value.Trim()).ToArray();
            return new Requirement(Key(head[0]), head[1] == "in" ? Operator.In : Operator.NotIn, values);
        }

        if (part.StartsWith('!')) return new Requirement(Key(part[1..].Trim()), Operator.NotExists, []);
        var at = part.IndexOf("!=", StringComparison.Ordinal);
        if (at >= 0) return new Requirement(Key(part[..at].Trim()), Operator.NotIn, [Value(part[(at + 2)..])]);
        at = part.IndexOf('=', StringComparison.Ordinal);
        if (at < 0) return new Requirement(Key(part), Operator.Exists, []);
        return new Requirement(Key(part[..at].Trim()), Operator.In, [Value(part[at..].TrimStart('='))]);

        string Key(string key) => Names.IsQualifiedName(key) ? key : throw Bad($"'{key}' is not a valid label key");
        string Value(string value) => Names.IsLabelValue(value.Trim()) ? value.Trim() : throw Bad($"'{value}' is not a valid label value");
    }

    private enum Operator
    {
        In,
        NotIn,
        Exists,
        NotExists,
    }

    private sealed record Requirement(string Key, Operator Operator, IReadOnlyList<string> Values)
    {
        public bool Matches(JsonObject? labels)
        {
            var value = labels.Text(Key);
            return Operator switch
            {
                Operator.In => value is not null && Values.Contains(value),
                Operator.NotIn => value is null || !Values.Contains(value),
                Operator.Exists => value is not null,
                _ => value is null,
            };
        }

        public override string ToString() => Operator switch
        {
            Operator.In when Values.Count == 1 => $"{Key}={Values[0]}",
            Operator.In => $"{Key} in ({string.Join(",", Values)})",
            Operator.NotIn when Values.Count == 1 => $"{Key}!={Values[0]}",
            Operator.NotIn => $"{Key} notin ({string.Join(",", Values)})",
            Operator.Exists => Key,
            _ => "!" + Key,
        };
    }
}
