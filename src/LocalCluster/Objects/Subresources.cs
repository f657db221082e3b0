using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Objects;

/// <summary>Reads and writes an object, or the part of it that a subresource shows.</summary>
internal sealed class Subresources(ObjectWriter writer)
{
    /// <summary>Whether the subresource can be read and written like an object.</summary>
    public static bool Exists(ResourceDefinition resource, string subresource) => subresource switch
    {
        "" => true,
        "status" => resource.HasStatus,
        "scale" => resource.Scale is not null,
        "finalize" => resource.OtherSubresources.Contains("finalize"),
        _ => false,
    };

    /// <summary>What a client sees of an object through the subresource.</summary>
    public static JsonObject View(WriteTarget target, JsonObject value) =>
        target.Subresource == "scale" ? Scales.View(target.Resource, value) : value;

    /// <summary>Writes what <paramref name="change"/> makes of the view; the result shows the whole object.</summary>
    public WriteResult Update(WriteTarget target, Func<JsonObject, JsonObject?> change, WriteOptions options,
        bool requireRevision = false) =>
        target.Subresource switch
        {
            "scale" => writer.Update(target, value => ChangeScale(target.Resource, value, change), options),
            "finalize" => writer.Update(target, value => ChangeFinalizers(value, change), options),
            _ => writer.Update(target, change, options, requireRevision),
        };

    private static JsonObject? ChangeScale(ResourceDefinition resource, JsonObject value, Func<JsonObject, JsonObject?> change)
    {
        if (change(Scales.View(resource, value)) is not { } scale) return null;
        Scales.Apply(resource, scale, value);
        return value;
    }

    // Takes only spec.finalizers: what still holds a namespace.
    private static JsonObject? ChangeFinalizers(JsonObject value, Func<JsonObject, JsonObject?> change)
    {
        if (change(value.Copy()) is not { } wanted) return null;
        if (wanted.Text("metadata", "resourceVersion") is { Length: > 0 } revision) value["metadata"]!["resourceVersion"] = revision;
        var spec = value.Make("spec");
        if (wanted.Items("spec", "finalizers") is { Count: > 0 } finalizers) spec["finalizers"] = finalizers.DeepClone();
        else spec.Remove("finalizers");
        return value;
    }
}
