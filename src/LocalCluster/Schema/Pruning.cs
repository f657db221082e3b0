using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Schema;

/// <summary>Removes the members of custom resources that their schema does not have.</summary>
internal static class Pruning
{
    /// <summary>Prunes in place.</summary>
    /// <param name="value">A private copy.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="path">Its path; empty for the root, whose apiVersion, kind and metadata are left alone.</param>
    /// <param name="unknown">Gets the paths of what was removed.</param>
    public static void Prune(JsonNode? value, TypeSchema schema, string path, ICollection<string> unknown)
    {
        switch (value)
        {
            case JsonObject members:
                PruneMembers(members, schema, path, unknown);
                break;
            case JsonArray list when schema.Items is not null:
                for (var i = 0; i < list.Count; i++) Prune(list[i], schema.Items, $"{path}[{i}]", unknown);
                break;
        }
    }

    private static void PruneMembers(JsonObject members, TypeSchema schema, string path, ICollection<string> unknown)
    {
        var resource = path.Length == 0 || schema.EmbeddedResource;
        foreach (var (name, member) in members.ToList())
        {
            if (resource && name is "apiVersion" or "kind") continue;
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            if (resource && name == "metadata")
            {
                if (path.Length > 0 && member is JsonObject metadata)
                    TypedDecoder.DecodeObject(metadata, BuiltInTypes.ObjectMeta, inner, unknown);
            }
            else if (schema.Member(name) is { } known)
            {
                Prune(member, known, inner, unknown);
            }
            else if (!schema.PreserveUnknown)
            {
                unknown.Add(inner);
                members.Remove(name);
            }
        }
    }
}
