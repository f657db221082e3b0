using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers;

/// <summary>Label selectors of built-in objects (<c>metav1.LabelSelector</c>, and the plain map of Services).</summary>
internal static class LabelSelector
{
    /// <summary>
    /// A <c>metav1.LabelSelector</c>: every label and every expression must hold. An absent or empty one matches nothing here.
    /// </summary>
    public static bool Matches(JsonObject? selector, IReadOnlyDictionary<string, string> labels)
    {
        if (selector is null) return false;
        var wanted = selector.TextMap("matchLabels");
        var expressions = selector.Items("matchExpressions").ToList();
        return wanted.Count + expressions.Count > 0 && MatchesAll(wanted, labels) && expressions.All(e => Holds(e, labels));
    }

    /// <summary>All pairs are among the labels.</summary>
    public static bool MatchesAll(IReadOnlyDictionary<string, string> wanted, IReadOnlyDictionary<string, string> labels) =>
        wanted.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);

    private static bool Holds(JsonObject expression, IReadOnlyDictionary<string, string> labels)
    {
        var present = labels.TryGetValue(expression.Text("key") ?? "", out var value);
        return expression.Text("operator") switch
        {
            "In" => present && expression.Texts("values").Contains(value),
            "NotIn" => !present || !expression.Texts("values").Contains(value),
            "Exists" => present,
            "DoesNotExist" => !present,
            _ => false,
        };
    }
}
