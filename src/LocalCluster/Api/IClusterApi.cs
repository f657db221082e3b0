using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Api;

/// <summary>
/// The API server as the cluster's own controllers and node see it: in process, synchronous, with the same semantics (defaulting,
/// generation, finalizers, no-op writes, events) as over HTTP. Objects returned are shared and must not be changed: clone first.
/// </summary>
public interface IClusterApi
{
    /// <summary>The revision of the last write.</summary>
    long Revision { get; }

    /// <summary>
    /// Raised after each committed write, in order, on the writer's thread, outside the store's lock. Handlers only note what changed.
    /// </summary>
    event Action<ClusterEvent>? Changed;

    /// <summary>All resources served now, each in its storage version; those of custom resource definitions included.</summary>
    IReadOnlyList<ServedResource> Resources { get; }

    /// <summary>The object, or null.</summary>
    JsonObject? Get(ResourceId resource, string? @namespace, string name);

    /// <summary>All objects of a resource, in one namespace or (null) in all, ordered by namespace and name.</summary>
    IReadOnlyList<JsonObject> List(ResourceId resource, string? @namespace = null);

    /// <summary>Creates an object; throws <see cref="ApiException"/> (409 AlreadyExists, 422 Invalid …) as a client would see it.</summary>
    JsonObject Create(ResourceId resource, JsonObject body);

    /// <summary>
    /// Reads, lets <paramref name="change"/> edit a private copy, writes if it returned true. Null when the object does not exist.
    /// <paramref name="subresource"/> is null, "status", "scale", or "finalize" (namespaces: may change <c>spec.finalizers</c>).
    /// </summary>
    JsonObject? Mutate(ResourceId resource, string? @namespace, string name, Func<JsonObject, bool> change, string? subresource = null);

    /// <summary>
    /// Deletes as a client would (finalizers honoured). False when there was nothing to delete, or the UID is another's. A pod that is
    /// bound to a node and has not ended is only marked (<c>deletionTimestamp</c>, <c>deletionGracePeriodSeconds</c>, by default its
    /// <c>terminationGracePeriodSeconds</c>); the node removes it with a grace period of 0.
    /// </summary>
    bool Delete(ResourceId resource, string? @namespace, string name, string? uid = null, int? gracePeriodSeconds = null);
}
