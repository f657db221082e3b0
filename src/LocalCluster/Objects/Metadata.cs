using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Selectors;

namespace Modelwright.LocalCluster.Objects;

/// <summary>The rules of <c>metadata</c> that hold for every kind (k8s.io/apimachinery/pkg/api/validation).</summary>
internal static class Metadata
{
    private const int MaxAnnotationBytes = 256 << 10;

    /// <summary>Members that only the server sets.</summary>
    private static readonly string[] ServerFields =
        ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink"];

    public static void ClearServerFields(JsonObject metadata)
    {
        foreach (var field in ServerFields) metadata.Remove(field);
    }

    /// <summary>Puts the server's members back as they are in the stored object.</summary>
    public static void RestoreServerFields(JsonObject metadata, JsonObject stored)
    {
        foreach (var field in ServerFields)
        {
            if (stored[field] is { } value) metadata[field] = value.DeepClone();
            else metadata.Remove(field);
        }
    }

    public static void Validate(ResourceDefinition resource, JsonObject value, ICollection<FieldError> errors)
    {
        var metadata = value.Child("metadata")!;
        if (metadata.Text("name") is not { Length: > 0 } name)
            errors.Add(FieldError.Required("metadata.name", "name or generateName is required"));
        else if (resource.Rules.NameProblem(name) is { } problem)
            errors.Add(FieldError.Invalid("metadata.name", name, problem));

        foreach (var (key, label) in metadata.Child("labels") ?? [])
        {
            if (!Names.IsQualifiedName(key)) errors.Add(FieldError.Invalid("metadata.labels", key, Names.QualifiedNameForm));
            if (!Names.IsLabelValue(label.Text() ?? "")) errors.Add(FieldError.Invalid("metadata.labels", label, Names.LabelValueForm));
        }

        long size = 0;
        foreach (var (key, annotation) in metadata.Child("annotations") ?? [])
        {
            if (!Names.IsQualifiedName(key.ToLowerInvariant()))
                errors.Add(FieldError.Invalid("metadata.annotations", key, Names.QualifiedNameForm));
            size += key.Length + (annotation.Text()?.Length ?? 0);
        }

        if (size > MaxAnnotationBytes)
            errors.Add(FieldError.TooLong("metadata.annotations", $"may not be more than {MaxAnnotationBytes} bytes"));
        foreach (var finalizer in metadata.Texts("finalizers"))
        {
            if (!Names.IsQualifiedName(finalizer))
                errors.Add(FieldError.Invalid("metadata.finalizers", finalizer, Names.QualifiedNameForm));
        }

        ValidateOwners(metadata, errors);
    }

    /// <summary>What may not change between two versions of an object.</summary>
    public static void ValidateUpdate(JsonObject value, JsonObject old, ICollection<FieldError> errors)
    {
        if (old.Text("metadata", "deletionTimestamp") is null) return;
        var before = old["metadata"].Texts("finalizers").ToHashSet();
        var added = value["metadata"].Texts("finalizers").Where(finalizer => !before.Contains(finalizer)).ToList();
        if (added.Count > 0)
        {
            errors.Add(FieldError.Forbidden("metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new finalizers "
                    + $"[]string{{\"{string.Join("\", \"", added)}\"}}"));
        }
    }

    private static void ValidateOwners(JsonObject metadata, ICollection<FieldError> errors)
    {
        var index = 0;
        var controllers = 0;
        foreach (var owner in metadata.Objects("ownerReferences"))
        {
            var path = $"metadata.ownerReferences[{index++}]";
            foreach (var field in (string[])["apiVersion", "kind", "name", "uid"])
            {
                if (owner.Text(field) is not { Length: > 0 }) errors.Add(FieldError.Invalid($"{path}.{field}", "", "must not be empty"));
            }

            if (owner.Flag("controller") == true) controllers++;
        }

        if (controllers > 1)
        {
            errors.Add(FieldError.Invalid("metadata.ownerReferences", metadata["ownerReferences"],
                "Only one reference can have Controller set to true."));
        }
    }
}
