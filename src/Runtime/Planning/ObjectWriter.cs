using System.Text.Json.Nodes;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;

namespace Modelwright.Runtime.Planning;

/// <summary>Carries out the effects on objects of the API, and finds out which of them are already so.</summary>
internal sealed class ObjectWriter(IKubeApi api, CacheSet caches, string hashAnnotation)
{
    private readonly AppliedMemo memo = new();

    /// <summary>Starts to forget what it knows of objects that are gone.</summary>
    public void Attach()
    {
        foreach (var informer in caches.All) informer.Gone = key => memo.Forget(informer.Type, key);
    }

    /// <summary>The request that makes the effect true; null when it is true already.</summary>
    public Func<CancellationToken, Task>? Prepare(Effect effect, ExecutionScope scope) => effect switch
    {
        Apply apply => PrepareApply(apply, scope),
        PatchStatus status => PrepareStatus(status, scope),
        SetFinalizer finalizer => PrepareFinalizer(finalizer, scope),
        Delete delete => PrepareDelete(delete, scope),
        _ => throw new ArgumentException($"{effect.GetType().Name} does not write an object"),
    };

    private Func<CancellationToken, Task>? PrepareApply(Apply apply, ExecutionScope scope)
    {
        var hash = AppliedHash.Of(apply.Body);
        var key = ChildBody.KeyOf(apply.Body);
        var cached = caches.Find(apply.Type).Find(key);
        if (cached is not null)
        {
            // Whatever is applied to an object that is going away goes with it; its deletion brings us back here.
            if (cached.Deleting || memo.Knows(apply.Type, null, hash, cached)) return null;
            var actual = cached.ToJson();
            RefuseForeign(apply, cached, actual);
            if (actual["metadata"]?["annotations"]?[hashAnnotation]?.GetValue<string>() == hash
                && DiffGuard.FirstDifference(apply.Body, actual) is null)
            {
                memo.Remember(apply.Type, null, hash, cached);
                return null;
            }
        }

        return async cancellationToken =>
        {
            var body = apply.Body.DeepClone().AsObject();
            var metadata = body["metadata"]!.AsObject();
            if (metadata["annotations"] is not JsonObject annotations) metadata["annotations"] = annotations = [];
            annotations[hashAnnotation] = hash;
            // With the UID the server refuses to turn an apply that is meant for an existing object into a creation.
            if (cached is not null) metadata["uid"] = cached.Uid;
            // Where the cache has nothing (it may hold only labelled objects) a creation is meant: what is there after all is not taken
            // over.
            var force = apply.Force && cached is not null;
            var written = await ApplyAsync(apply.Type, body, force, null, scope, cancellationToken);
            memo.Remember(apply.Type, null, hash, written);
        };
    }

    private Func<CancellationToken, Task>? PrepareStatus(PatchStatus patch, ExecutionScope scope)
    {
        var cached = caches.Find(patch.Type).Find(patch.Key);
        if (cached is null) return null;
        var hash = AppliedHash.Of(patch.Status);
        if (memo.Knows(patch.Type, "status", hash, cached)) return null;
        if (DiffGuard.Same(patch.Status, cached.ToJson()["status"] ?? new JsonObject()))
        {
            memo.Remember(patch.Type, "status", hash, cached);
            return null;
        }

        return async cancellationToken =>
        {
            var body = ChildBody.Of(patch.Type, patch.Key);
            body["metadata"]!["uid"] = cached.Uid;
            // Judged from this version: what a plan of an older one says must not replace what somebody decided since (ADR 121).
            body["metadata"]!["resourceVersion"] = scope.Versions.GetValueOrDefault((patch.Type, patch.Key), cached.ResourceVersion);
            body["status"] = patch.Status.DeepClone();
            var written = await ApplyAsync(patch.Type, body, force: true, "status", scope, cancellationToken);
            memo.Remember(patch.Type, "status", hash, written);
        };
    }

    private async Task<KubeObject> ApplyAsync(ResourceType type, JsonObject body, bool force, string? subresource, ExecutionScope scope,
        CancellationToken cancellationToken)
    {
        var written = await SendAsync(type, body, force, subresource, scope, cancellationToken);
        // An apply that empties a map leaves null in its place; only the same apply again makes it the empty map that was asked for.
        if (!DiffGuard.LostEmptyMap(body, written.ToJson())) return written;
        if (body["metadata"]!["resourceVersion"] is not null) body["metadata"]!["resourceVersion"] = written.ResourceVersion;
        return await SendAsync(type, body, force, subresource, scope, cancellationToken);
    }

    private async Task<KubeObject> SendAsync(ResourceType type, JsonObject body, bool force, string? subresource, ExecutionScope scope,
        CancellationToken cancellationToken)
    {
        var written = await api.ApplyAsync(type, body, scope.FieldManager, force, subresource, cancellationToken);
        scope.Writes.Wrote(type, written);
        scope.Versions[(type, written.Key)] = written.ResourceVersion;
        return written;
    }

    private Func<CancellationToken, Task>? PrepareFinalizer(SetFinalizer change, ExecutionScope scope)
    {
        var cached = caches.Find(change.Type).Find(change.Key);
        // The server takes no new finalizer for an object that is being deleted.
        if (cached is null || cached.Finalizers.Contains(change.Finalizer) == change.Present
            || (change.Present && cached.Deleting)) return null;
        return async cancellationToken =>
        {
            var patch = new JsonArray(
                new JsonObject { ["op"] = "test", ["path"] = "/metadata/resourceVersion", ["value"] = cached.ResourceVersion },
                FinalizerOperation(change, cached.Finalizers));
            try
            {
                var written = await api.PatchAsync(change.Type, change.Key, PatchKind.Json, patch, scope.FieldManager, null,
                    cancellationToken);
                scope.Writes.Wrote(change.Type, written);
                scope.Versions[(change.Type, change.Key)] = written.ResourceVersion;
            }
            catch (ApiException error) when (error.Error == ApiError.Invalid)
            {
                // The test failed: someone else changed the object; a fresh look decides again.
                throw new ApiException(ApiError.Conflict, $"finalizer {change.Finalizer} of {change.Type} {change.Key}: {error.Message}",
                    error.Code,
                    error.Reason, inner: error);
            }
            catch (ApiException error) when (error.Error == ApiError.NotFound && !change.Present)
            {
                scope.Writes.Deleted(change.Type, change.Key, cached.Uid);
            }
        };
    }

    private static JsonObject FinalizerOperation(SetFinalizer change, IReadOnlyList<string> current)
    {
        if (change.Present)
            return current.Count == 0
                ? new JsonObject { ["op"] = "add", ["path"] = "/metadata/finalizers", ["value"] = new JsonArray(change.Finalizer) }
                : new JsonObject { ["op"] = "add", ["path"] = "/metadata/finalizers/-", ["value"] = change.Finalizer };
        return new JsonObject { ["op"] = "remove", ["path"] = $"/metadata/finalizers/{current.ToList().IndexOf(change.Finalizer)}" };
    }

    private Func<CancellationToken, Task>? PrepareDelete(Delete delete, ExecutionScope scope)
    {
        var cached = caches.Find(delete.Type).Find(delete.Key);
        if (cached is null || cached.Uid != delete.Uid || cached.Deleting) return null;
        return async cancellationToken =>
        {
            try
            {
                await api.DeleteAsync(delete.Type, delete.Key, new DeletePreconditions(delete.Uid), cancellationToken);
            }
            catch (ApiException error) when (error.Error == ApiError.Conflict)
            {
                // The name belongs to another object by now; ours is gone.
            }

            scope.Writes.Deleted(delete.Type, delete.Key, delete.Uid);
        };
    }

    private void RefuseForeign(Apply apply, KubeObject cached, JsonObject actual)
    {
        var wantedOwner = apply.Body["metadata"]?["ownerReferences"]?.AsArray()
            .FirstOrDefault(owner => owner?["controller"]?.GetValue<bool>() == true)?["uid"]?.GetValue<string>();
        if (wantedOwner is null || cached.Controller?.Uid == wantedOwner) return;
        var ours = actual["metadata"]?["annotations"]?[hashAnnotation] is not null;
        if (cached.Controller is null && ours) return;
        var owner = cached.Controller is { } other ? $"belongs to {other.Kind} {other.Name} (UID {other.Uid})"
            : "was made by somebody else";
        throw new NotOwnedException($"{apply.Type.Kind} {cached.Key} exists already and {owner}; delete or rename it");
    }
}
