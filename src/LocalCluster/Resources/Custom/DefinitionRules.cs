using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Custom;

/// <summary>
/// The rules of CustomResourceDefinitions. Names are accepted and the definition established in the write that brings it.
/// </summary>
internal sealed class DefinitionRules : KindRules
{
    /// <summary>Keeps a definition until its last object is gone.</summary>
    public const string CleanupFinalizer = "customresourcecleanup.apiextensions.k8s.io";

    public override void Default(JsonObject value)
    {
        if (value.Child("spec") is not { } spec) return;
        if (spec.Child("names") is { } names)
        {
            if (names.Text("singular") is not { Length: > 0 }) names["singular"] = (names.Text("kind") ?? "").ToLowerInvariant();
            if (names.Text("listKind") is not { Length: > 0 }) names["listKind"] = names.Text("kind") + "List";
        }

        spec.SetDefault("conversion", new JsonObject { ["strategy"] = "None" });
    }

    public override void PrepareForCreate(JsonObject value, KindContext context)
    {
        value["status"] = new JsonObject();
        Accept(value, context);
    }

    public override void PrepareForUpdate(JsonObject value, JsonObject old, KindContext context)
    {
        value.Make("status");
        if (value.Text("metadata", "deletionTimestamp") is null) Accept(value, context);
    }

    public override void PrepareForDeletion(JsonObject value, KindContext context)
    {
        var metadata = value.Make("metadata");
        if (!metadata.Texts("finalizers").Contains(CleanupFinalizer))
        {
            if (metadata["finalizers"] is not JsonArray finalizers) metadata["finalizers"] = finalizers = [];
            finalizers.Add(CleanupFinalizer);
        }

        Conditions.Set(value.Make("status"), "Terminating", true, "InstanceDeletionPending",
            "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon", context.Now);
    }

    public override void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors) =>
        DefinitionValidator.Validate(value, old, errors);

    private static void Accept(JsonObject value, KindContext context)
    {
        if (value.Child("spec") is not { } spec || spec.Child("names") is not { } names) return;
        var status = value.Make("status");
        var conflict = Conflict(value, context);
        if (conflict is null) status["acceptedNames"] = names.DeepClone();
        Conditions.Set(status, "NamesAccepted", conflict is null, conflict is null ? "NoConflicts" : "NameConflict",
            conflict ?? "no conflicts found", context.Now);
        var established = conflict is null || Conditions.IsTrue(value, "Established");
        Conditions.Set(status, "Established", established, established ? "InitialNamesAccepted" : "NotAccepted",
            established ? "the initial names have been accepted" : "not all names are accepted", context.Now);

        var stored = status.Texts("storedVersions").ToList();
        var storage = spec.Objects("versions").FirstOrDefault(version => version.Flag("storage") == true).Text("name");
        if (storage is null || stored.Contains(storage)) return;
        if (status["storedVersions"] is not JsonArray versions) status["storedVersions"] = versions = [];
        versions.Add(storage);
    }

    // Within one group all names must be different.
    private static string? Conflict(JsonObject value, KindContext context)
    {
        var mine = AllNames(value).ToHashSet(StringComparer.Ordinal);
        foreach (var other in context.State[CustomResources.Definitions].Objects(null))
        {
            if (other.Json.Text("metadata", "name") == value.Text("metadata", "name")
                || other.Json.Text("spec", "group") != value.Text("spec", "group"))
            {
                continue;
            }

            if (AllNames(other.Json).FirstOrDefault(mine.Contains) is { } taken)
                return $"\"{taken}\" is already in use by {other.Json.Text("metadata", "name")}";
        }

        return null;
    }

    private static IEnumerable<string> AllNames(JsonObject definition)
    {
        var names = definition.Child("spec", "names");
        return ((string?[])[names.Text("plural"), names.Text("singular"), names.Text("kind"), names.Text("listKind")])
            .Concat(names.Texts("shortNames")).OfType<string>();
    }
}
