using System.Text;
using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.Deployments;

/// <summary>Names a pod template by its content.</summary>
internal static class TemplateHash
{
    public const string Label = "pod-template-hash";

    /// <summary>No vowels and no digits that look like letters, as Kubernetes does, so that no hash spells a word.</summary>
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>FNV-1a (32 bits) over the template's JSON and the collision count, in a safe alphabet.</summary>
    public static string Of(JsonObject template, long collisions)
    {
        var hash = 2166136261u;
        foreach (var value in Encoding.UTF8.GetBytes(WithoutLabel(template).ToJsonString() + collisions))
        {
            hash = (hash ^ value) * 16777619u;
        }

        var digits = hash.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return string.Concat(digits.Select(digit => Alphabet[digit % Alphabet.Length]));
    }

    public static bool SameTemplate(JsonObject a, JsonObject b) => JsonNode.DeepEquals(WithoutLabel(a), WithoutLabel(b));

    private static JsonObject WithoutLabel(JsonObject template)
    {
        var copy = template.Copy();
        copy.Map("metadata", "labels")?.Remove(Label);
        return copy;
    }
}
