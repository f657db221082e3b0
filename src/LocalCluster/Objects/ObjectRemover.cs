using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Objects;

/// <summary>Delete: finalizers, graceful deletion, propagation (k8s.io/apiserver/pkg/registry/rest/delete.go).</summary>
internal sealed class ObjectRemover(ApiMachinery machinery)
{
    private const string OrphanFinalizer = "orphan";
    private const string ForegroundFinalizer = "foregroundDeletion";

    /// <summary>Deletes an object, or begins to: the answer holds what is left, or null when it is gone.</summary>
    public (JsonObject Last, bool Gone) Delete(WriteTarget target, DeleteOptions options) => machinery.Write(() =>
    {
        var stored = machinery.Store.Latest.Find(target.Key) ?? throw ApiErrors.NotFound(target.Resource.Name, target.Name);
        return DeleteStored(target.Resource, target.Key, stored, options);
    });

    /// <summary>Deletes an object unless somebody else already has.</summary>
    public void DeleteIfPresent(WriteTarget target, DeleteOptions options) => machinery.Write(() =>
        machinery.Store.Latest.Find(target.Key) is { } stored && DeleteStored(target.Resource, target.Key, stored, options).Gone);

    /// <summary>Whether an object that is being deleted has nothing left to wait for.</summary>
    public static bool IsFinished(ResourceDefinition resource, JsonObject value) =>
        value.Text("metadata", "deletionTimestamp") is not null
        && value.Integer("metadata", "deletionGracePeriodSeconds") is null or 0
        && !value["metadata"].Texts("finalizers").Any()
        && !resource.Rules.HoldsDeletion(value);

    /// <summary>Takes an object out of the store.</summary>
    public StoredObject Remove(ResourceDefinition resource, ObjectKey key, JsonObject value) =>
        machinery.Store.Remove(key, ObjectViews.ToStorage(resource, value));

    private (JsonObject Last, bool Gone) DeleteStored(ResourceDefinition resource, ObjectKey key, StoredObject stored,
        DeleteOptions options)
    {
        var value = ObjectViews.View(resource, stored).Copy();
        var metadata = (JsonObject)value["metadata"]!;
        CheckPreconditions(resource, key.Name, metadata, options);
        resource.Rules.CheckDelete(value);
        var deleting = metadata.Text("deletionTimestamp") is not null;
        SetPropagation(metadata, options.PropagationPolicy);

        var grace = resource.Rules.GracePeriod(value, options.GracePeriodSeconds);
        var current = metadata.Integer("deletionGracePeriodSeconds");
        if (!deleting || (current is { } given && grace < given))
        {
            metadata["deletionTimestamp"] = Timestamps.Seconds(machinery.Now.AddSeconds(grace));
            metadata["deletionGracePeriodSeconds"] = grace;
            if (!deleting && metadata.Integer("generation") is { } generation) metadata["generation"] = generation + 1;
            resource.Rules.PrepareForDeletion(value, machinery.Context());
        }

        var gone = IsFinished(resource, value);
        if (gone && !deleting)
        {
            // Deleted in one step: watchers see the object as it was.
            metadata.Remove("deletionTimestamp");
            metadata.Remove("deletionGracePeriodSeconds");
            if (stored.Json.At("metadata", "generation") is { } generation) metadata["generation"] = generation.DeepClone();
        }

        if (options.DryRun) return (value, gone);
        if (gone) return (Remove(resource, key, value).Json, true);
        if (JsonEquality.Same(value, ObjectViews.View(resource, stored))) return (value, false);
        return (machinery.Store.Put(key, ObjectViews.ToStorage(resource, value)).Json, false);
    }

    private static void CheckPreconditions(ResourceDefinition resource, string name, JsonObject metadata, DeleteOptions options)
    {
        if (options.Uid is { } uid && uid != metadata.Text("uid"))
        {
            throw ApiErrors.Conflict(resource.Name, name,
                $"the UID in the precondition ({uid}) does not match the UID in record ({metadata.Text("uid")}). "
                + "The object might have been deleted and then recreated");
        }

        if (options.ResourceVersion is { } revision && revision != metadata.Text("resourceVersion"))
        {
            throw ApiErrors.Conflict(resource.Name, name,
                $"the ResourceVersion in the precondition ({revision}) does not match the ResourceVersion in record "
                + $"({metadata.Text("resourceVersion")}). The object might have been modified");
        }
    }

    // Orphaning and foreground deletion are carried out by the garbage collector, which removes these finalizers when it is done.
    private static void SetPropagation(JsonObject metadata, string? policy)
    {
        if (policy is null) return;
        var finalizers = metadata["finalizers"].Texts().ToList();
        finalizers.RemoveAll(finalizer => finalizer is OrphanFinalizer or ForegroundFinalizer);
        if (policy == "Orphan") finalizers.Add(OrphanFinalizer);
        if (policy == "Foreground") finalizers.Add(ForegroundFinalizer);
        if (finalizers.Count == 0) metadata.Remove("finalizers");
        else metadata["finalizers"] = new JsonArray([.. finalizers.Select(finalizer => JsonValue.Create(finalizer))]);
    }
}
