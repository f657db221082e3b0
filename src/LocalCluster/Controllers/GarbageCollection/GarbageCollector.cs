using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Modelwright.LocalCluster.Api;

namespace Modelwright.LocalCluster.Controllers.GarbageCollection;

/// <summary>
/// Deletes objects whose owners are gone, by UID: in the background; in the foreground (the owner stays until its blocking dependents
/// are gone); or not at all (the references are dropped). An owner in another namespace counts as absent, as in Kubernetes.
/// </summary>
public sealed class GarbageCollector : ObjectController<ObjectIdentity>
{
    private readonly DependentsIndex index = new();
    private readonly EventRecorder events;

    /// <summary>Notes changes from now on.</summary>
    public GarbageCollector(IClusterApi api, TimeProvider time, ILogger log)
        : base("garbage-collector", api, time, log) =>
        events = new EventRecorder(api, time, log, "garbage-collector-controller");

    /// <inheritdoc />
    public override void Start()
    {
        foreach (var served in Api.Resources.DistinctBy(served => (served.Resource.Group, served.Resource.Plural)))
        {
            foreach (var value in Api.List(served.Resource)) Note(served.Resource, value, ClusterEventType.Added);
        }
    }

    /// <inheritdoc />
    protected override void Observe(ClusterEvent change)
    {
        // Most writes leave owners alone and need no look.
        var sameOwners = change.Type == ClusterEventType.Modified && !change.Object.IsDeleting()
            && JsonNode.DeepEquals(change.Previous?.At("metadata", "ownerReferences"), change.Object.At("metadata", "ownerReferences"));
        if (!sameOwners) Note(change.Resource, change.Object, change.Type);
    }

    /// <inheritdoc />
    protected override void Reconcile(ObjectIdentity key)
    {
        if (Api.Get(key.Resource, key.Key.NamespaceOrNull, key.Key.Name) is not { } value || value.Uid() != key.Uid) return;
        if (value.IsDeleting())
        {
            if (Finalizers.Has(value, Finalizers.Orphan)) OrphanDependents(key);
            else if (Finalizers.Has(value, Finalizers.Foreground)) AwaitDependents(key);
            return;
        }

        var owners =
            value.Items("metadata", "ownerReferences").Select(owner => (Reference: owner, State: Find(key, value, owner))).ToList();
        if (owners.Count == 0 || owners.Any(owner => owner.State == OwnerState.Unknown)) return;
        var gone = owners.Where(owner => owner.State != OwnerState.Solid).Select(owner => owner.Reference.Text("uid")).ToHashSet();
        if (gone.Count == 0) return;
        if (owners.Any(owner => owner.State == OwnerState.Solid)) DropReferences(key, gone);
        else Delete(key, value, waiting: owners.Any(owner => owner.State == OwnerState.Waiting));
    }

    private void Note(ResourceId resource, JsonObject value, ClusterEventType type)
    {
        var deleted = type == ClusterEventType.Deleted;
        index.Note(resource, value, deleted);
        if (!deleted && (value.At("metadata", "ownerReferences") is not null || value.IsDeleting()))
            Enqueue(new ObjectIdentity(resource, value.Key(), value.Uid()));
        if (deleted || value.IsDeleting())
        {
            foreach (var dependent in index.DependentsOf(value.Uid())) Enqueue(dependent);
        }

        // A foreground deletion waits for its dependents.
        if (!deleted) return;
        foreach (var owner in value.Items("metadata", "ownerReferences"))
        {
            if (Resolve(owner) is { } kind && owner.Text("uid") is { } uid)
            {
                var key = new ObjectKey(kind.Namespaced ? value.Namespace() : "", owner.Text("name") ?? "");
                Enqueue(new ObjectIdentity(kind.Resource, key, uid));
            }
        }
    }

    private ServedResource? Resolve(JsonObject owner)
    {
        var version = owner.Text("apiVersion") ?? "";
        var kind = owner.Text("kind");
        return Api.Resources.FirstOrDefault(served => served.Kind == kind && served.ApiVersion == version)
            ?? Api.Resources.FirstOrDefault(served => served.Kind == kind && served.Resource.Group == GroupOf(version));
    }

    private static string GroupOf(string apiVersion) => apiVersion.Contains('/') ? apiVersion[..apiVersion.IndexOf('/')] : "";

    private OwnerState Find(ObjectIdentity key, JsonObject dependent, JsonObject reference)
    {
        if (Resolve(reference) is not { } kind) return OwnerState.Unknown;
        if (kind.Namespaced && key.Key.Namespace.Length == 0)
        {
            events.Warning(dependent, "OwnerRefInvalidNamespace",
                $"ownerRef names the namespaced {kind.Kind} \"{reference.Text("name")}\", but this object is cluster-scoped");
            return OwnerState.Unknown;
        }

        var uid = reference.Text("uid");
        var owner = Api.Get(kind.Resource, kind.Namespaced ? key.Key.Namespace : null, reference.Text("name") ?? "");
        if (owner is null || owner.Uid() != uid)
        {
            if (kind.Namespaced && Api.List(kind.Resource).Any(other => other.Uid() == uid))
            {
                events.Warning(dependent, "OwnerRefInvalidNamespace",
                    $"ownerRef [{kind.ApiVersion}/{kind.Kind}, name: {reference.Text("name")}, uid: {uid}] does not exist in namespace "
                    + $"\"{key.Key.Namespace}\"");
            }

            return OwnerState.Absent;
        }

        return owner.IsDeleting() && Finalizers.Has(owner, Finalizers.Foreground) && !Finalizers.Has(owner, Finalizers.Orphan)
            ? OwnerState.Waiting
            : OwnerState.Solid;
    }

    private void Delete(ObjectIdentity key, JsonObject value, bool waiting)
    {
        // In a foreground deletion the whole tree goes leaves first.
        if (waiting && index.DependentsOf(key.Uid).Length > 0) Change(key, copy => Finalizers.Add(copy, Finalizers.Foreground));
        Api.Delete(key.Resource, key.Key.NamespaceOrNull, key.Key.Name, value.Uid());
    }

    private void AwaitDependents(ObjectIdentity key)
    {
        var blocking = false;
        foreach (var dependent in index.DependentsOf(key.Uid))
        {
            if (Api.Get(dependent.Resource, dependent.Key.NamespaceOrNull, dependent.Key.Name) is not { } value) continue;
            if (value.Uid() != dependent.Uid) continue;
            var reference = value.Items("metadata", "ownerReferences").FirstOrDefault(owner => owner.Text("uid") == key.Uid);
            blocking |= reference?.Flag("blockOwnerDeletion") == true;
            if (!value.IsDeleting()) Enqueue(dependent);
        }

        if (!blocking) Change(key, copy => Finalizers.Remove(copy, Finalizers.Foreground));
    }

    private void OrphanDependents(ObjectIdentity key)
    {
        foreach (var dependent in index.DependentsOf(key.Uid))
            DropReferences(dependent, [key.Uid]);
        Change(key, copy => Finalizers.Remove(copy, Finalizers.Orphan));
    }

    private void DropReferences(ObjectIdentity key, HashSet<string?> uids) => Change(key, copy =>
    {
        var kept = copy.Items("metadata", "ownerReferences").Where(owner => !uids.Contains(owner.Text("uid")))
            .Select(JsonNode? (owner) => owner.DeepClone()).ToArray();
        if (kept.Length == copy.Items("metadata", "ownerReferences").Count()) return false;
        if (kept.Length == 0) copy.Map("metadata")!.Remove("ownerReferences");
        else copy.Map("metadata")!["ownerReferences"] = new JsonArray(kept);
        return true;
    });

    private void Change(ObjectIdentity key, Func<JsonObject, bool> change) =>
        Api.Mutate(key.Resource, key.Key.NamespaceOrNull, key.Key.Name, copy => copy.Uid() == key.Uid && change(copy));

    private enum OwnerState
    {
        Solid,
        Waiting,
        Absent,
        Unknown,
    }
}
