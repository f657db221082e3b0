using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers.GarbageCollection;

/// <summary>The finalizers by which a deletion says what becomes of dependents.</summary>
internal static class Finalizers
{
    public const string Orphan = "orphan";
    public const string Foreground = "foregroundDeletion";

    public static bool Has(JsonObject item, string finalizer) => item.Texts("metadata", "finalizers").Contains(finalizer);

    public static bool Add(JsonObject item, string finalizer)
    {
        if (Has(item, finalizer) || item.IsDeleting()) return false;
        var metadata = item.Ensure("metadata");
        if (metadata["finalizers"] is not JsonArray list) metadata["finalizers"] = list = [];
        list.Add(finalizer);
        return true;
    }

    public static bool Remove(JsonObject item, string finalizer)
    {
        if (!Has(item, finalizer)) return false;
        var rest = item.Texts("metadata", "finalizers").Where(name => name != finalizer).Select(name => (JsonNode)name).ToArray();
        if (rest.Length == 0) item.Map("metadata")!.Remove("finalizers");
        else item.Map("metadata")!["finalizers"] = new JsonArray(rest);
        return true;
    }
}
