using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Controllers;

/// <summary>Owner references.</summary>
internal static class Owners
{
    /// <summary>The reference of the controlling owner, or null.</summary>
    public static JsonObject? Controller(JsonObject item) =>
        item.Items("metadata", "ownerReferences").FirstOrDefault(owner => owner.Flag("controller"));

    public static bool IsControlledBy(JsonObject item, JsonObject owner) => Controller(item)?.Text("uid") == owner.Uid();

    public static JsonObject ControllerReference(JsonObject owner, string apiVersion, string kind) => new()
    {
        ["apiVersion"] = apiVersion,
        ["kind"] = kind,
        ["name"] = owner.Name(),
        ["uid"] = owner.Uid(),
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    /// <summary>Adds a reference; an object that has a controller already is left alone.</summary>
    public static bool Adopt(JsonObject item, JsonObject reference)
    {
        if (Controller(item) is not null || item.IsDeleting()) return false;
        var metadata = item.Ensure("metadata");
        if (metadata["ownerReferences"] is not JsonArray owners) metadata["ownerReferences"] = owners = [];
        owners.Add(reference.DeepClone());
        return true;
    }
}
