using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Core;

/// <summary>The rules of PersistentVolumes and PersistentVolumeClaims.</summary>
internal sealed class VolumeRules(bool claim) : UnversionedRules
{
    public override void Default(JsonObject value)
    {
        if (value.Child("spec") is not { } spec) return;
        spec.SetDefault("volumeMode", "Filesystem");
        if (!claim) spec.SetDefault("persistentVolumeReclaimPolicy", "Retain");
    }

    public override void PrepareForCreate(JsonObject value, KindContext context) =>
        value["status"] = new JsonObject { ["phase"] = "Pending" };

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
        if (!value["spec"].Texts("accessModes").Any())
            errors.Add(FieldError.Required("spec.accessModes", "at least 1 access mode is required"));
        if (claim && value.At("spec", "resources", "requests", "storage") is null)
            errors.Add(FieldError.Required("spec.resources[storage]"));
    }
}
