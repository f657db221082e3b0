using System.Text.Json.Nodes;

namespace Modelwright.Runtime.Api;

/// <summary>
/// The Kubernetes API as the runtime uses it. There is no replace on purpose: read-modify-write of objects that were read through typed
/// models drops fields the models do not know, and takes ownership of all others. Every method throws <see cref="ApiException"/>.
/// </summary>
public interface IKubeApi
{
    /// <summary>One page of a collection.</summary>
    Task<ListPage> ListPageAsync(ResourceType type, ListRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// The events after a resourceVersion, until the server or the timeout ends the stream. A <c>410</c> in the stream throws
    /// <see cref="ApiError.Gone"/>; a silent connection throws <see cref="ApiError.Timeout"/>.
    /// </summary>
    IAsyncEnumerable<WatchEvent> WatchAsync(ResourceType type, WatchRequest request, CancellationToken cancellationToken);

    /// <summary>The object, or null when there is none.</summary>
    Task<KubeObject?> GetAsync(ResourceType type, ObjectKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Server-side apply. The body has apiVersion, kind and metadata.name (and namespace); what is left out and was applied before by the
    /// same manager is removed. <paramref name="subresource"/> is null or <c>status</c>.
    /// </summary>
    Task<KubeObject> ApplyAsync(ResourceType type, JsonObject body, string fieldManager, bool force = true, string? subresource = null,
        CancellationToken cancellationToken = default);

    /// <summary>JSON patch or merge patch.</summary>
    Task<KubeObject> PatchAsync(ResourceType type, ObjectKey key, PatchKind kind, JsonNode patch, string fieldManager,
        string? subresource = null,
        CancellationToken cancellationToken = default);

    /// <summary>Creates an object; 409 is <see cref="ApiError.AlreadyExists"/>.</summary>
    Task<KubeObject> CreateAsync(ResourceType type, JsonObject body, string fieldManager, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes in the background. False when the object was already gone; a precondition that fails is <see cref="ApiError.Conflict"/>.
    /// </summary>
    Task<bool> DeleteAsync(ResourceType type, ObjectKey key, DeletePreconditions? preconditions,
        CancellationToken cancellationToken = default);
}
