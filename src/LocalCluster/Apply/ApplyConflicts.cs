using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.Apply;

/// <summary>Finds and words the conflicts of an apply.</summary>
internal static class ApplyConflicts
{
    private const string KubectlManager = "kubectl";
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>Refuses changes to fields that others own.</summary>
    public static void Check(JsonObject live, Owner owner, IReadOnlyList<Ownership> others, FieldSet changed, TypeSchema type)
    {
        var conflicts = others.Select(other => (other.Owner, Fields: other.Fields.Intersection(changed)))
            .Where(conflict => !conflict.Fields.IsEmpty)
            .OrderBy(conflict => conflict.Owner.Manager, StringComparer.Ordinal).ToList();
        if (conflicts.Count == 0 || IsUpgrade(live, owner, conflicts.Select(conflict => conflict.Fields), type)) return;

        var causes = new JsonArray();
        var parts = new List<string>();
        foreach (var (other, fields) in conflicts)
        {
            var who = Describe(other);
            var paths = fields.Paths().ToList();
            parts.Add(paths.Count == 1 ? $"conflict with {who}: {paths[0]}" : $"conflicts with {who}:\n- {string.Join("\n- ", paths)}");
            foreach (var path in paths)
            {
                causes.Add(new JsonObject
                {
                    ["reason"] = "FieldManagerConflict",
                    ["message"] = $"conflict with {who}",
                    ["field"] = path,
                });
            }
        }

        var count = causes.Count;
        throw new ApiException(409, "Conflict", $"Apply failed with {count} conflict{(count == 1 ? "" : "s")}: {string.Join("\n", parts)}",
            new JsonObject { ["causes"] = causes });
    }

    private static string Describe(Owner owner)
    {
        var text = $"\"{owner.Manager}\"";
        if (owner.Subresource.Length > 0) text += $" with subresource \"{owner.Subresource}\"";
        return owner.Applies ? text : $"{text} using {owner.ApiVersion}";
    }

    // kubectl that moves from client-side to server-side apply may take over what its own annotation lists.
    private static bool IsUpgrade(JsonObject live, Owner owner, IEnumerable<FieldSet> conflicts, TypeSchema type)
    {
        if (owner.Manager != KubectlManager || live.Child("metadata", "annotations").Text(LastApplied) is not { Length: > 0 } text)
            return false;
        try
        {
            var before = Structure.WithNamedFields(Structure.Fields(JsonText.ParseObject(text), type), type);
            return conflicts.All(fields => fields.Difference(before).IsEmpty);
        }
        catch (Exception error) when (error is System.Text.Json.JsonException or InvalidCastException)
        {
            return false;
        }
    }
}
