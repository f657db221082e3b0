using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Patching;

/// <summary>RFC 7396: objects merge, null deletes, everything else replaces.</summary>
public static class MergePatch
{
    /// <summary>The value with the patch applied; the inputs are not changed.</summary>
    public static JsonNode? Apply(JsonNode? value, JsonNode? patch)
    {
        if (patch is not JsonObject changes) return patch?.DeepClone();
        var result = value is JsonObject target ? (JsonObject)target.DeepClone() : [];
        foreach (var (name, change) in changes)
        {
            if (change is null) result.Remove(name);
            else result[name] = change is JsonObject ? Apply(result[name], change) : change.DeepClone();
        }

        return result;
    }
}
