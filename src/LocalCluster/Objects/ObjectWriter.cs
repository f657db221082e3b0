using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Objects;

/// <summary>Create and update: one path for PUT, every kind of patch, apply and the cluster's own controllers.</summary>
internal sealed class ObjectWriter(ApiMachinery machinery, ObjectRemover remover)
{
    private const int GenerateAttempts = 8;

    public WriteResult Create(ResourceDefinition resource, string @namespace, JsonObject body, WriteOptions options) =>
        machinery.Write(() => Insert(resource, @namespace, body, options, applied: false));

    /// <summary>Applies a configuration: creates the object, or merges into it.</summary>
    public WriteResult Apply(WriteTarget target, JsonObject body, WriteOptions options) => machinery.Write(() =>
    {
        var resource = target.Resource;
        var applied = OwnershipRecorder.Decode(target, body);
        if (machinery.Store.Latest.Find(target.Key) is not { } stored)
        {
            if (target.Subresource.Length > 0) throw ApiErrors.NotFound(resource.Name, target.Name);
            if (applied.Text("metadata", "uid") is { Length: > 0 } uid)
            {
                throw ApiErrors.Conflict(resource.Name, target.Name,
                    $"uid mismatch: the provided object specified uid {uid}, and no existing object was found");
            }

            var empty = new JsonObject { ["apiVersion"] = resource.ApiVersion, ["kind"] = resource.Kind, ["metadata"] = new JsonObject() };
            return Insert(resource, target.Namespace, OwnershipRecorder.Apply(resource, "", empty, applied, options, machinery.Now),
                options, applied: true);
        }

        var old = ObjectViews.View(resource, stored);
        var merged = OwnershipRecorder.Apply(resource, target.Subresource, old, applied, options, machinery.Now);
        var value = Incoming(resource, target.Namespace, merged, options, target.Name, applied: true);
        CheckPreconditions(resource, value, old, requireRevision: false);
        return Replace(target, value, old, stored, options, applied: true);
    });

    private WriteResult Insert(ResourceDefinition resource, string @namespace, JsonObject body, WriteOptions options, bool applied)
    {
        var value = Incoming(resource, @namespace, body, options, applied: applied);
        var metadata = value.Make("metadata");
        if (metadata.Text("resourceVersion") is { Length: > 0 })
            throw ApiErrors.BadRequest("resourceVersion should not be set on objects to be created");
        CheckNamespace(resource, @namespace);
        if (resource.IsCustom && DefinitionCleanup.IsTerminating(machinery, resource))
            throw new ApiException(405, "MethodNotAllowed", "create not allowed while custom resource definition is terminating", []);

        var generated = metadata.Text("name") is not { Length: > 0 } && metadata.Text("generateName") is { Length: > 0 };
        for (var attempt = 1; generated && attempt <= GenerateAttempts; attempt++)
        {
            metadata["name"] = machinery.Identifiers.Name(metadata.Text("generateName")!);
            if (machinery.Store.Latest.Find(resource.Key(@namespace, metadata.Text("name")!)) is null) break;
        }

        Metadata.ClearServerFields(metadata);
        resource.Rules.Default(value);
        if (!applied) OwnershipRecorder.Update(resource, "", null, value, options, machinery.Now);
        metadata["uid"] = machinery.Identifiers.Uid();
        metadata["creationTimestamp"] = Timestamps.Seconds(machinery.Now);
        if (resource.Rules.HasGeneration) metadata["generation"] = 1;
        if (resource.HasStatus && !resource.Rules.KeepsStatusOnCreate) value.Remove("status");
        resource.Rules.PrepareForCreate(value, machinery.Context());
        Validate(resource, value, null);

        var key = resource.Key(@namespace, metadata.Text("name")!);
        if (machinery.Store.Latest.Find(key) is not null) throw ApiErrors.AlreadyExists(resource.Name, key.Name);
        return Commit(resource, key, value, options, created: true);
    }

    /// <summary>Replaces an object by what <paramref name="change"/> makes of a private copy of it (null: leave it alone).</summary>
    public WriteResult Update(WriteTarget target, Func<JsonObject, JsonObject?> change, WriteOptions options,
        bool requireRevision = false) =>
        machinery.Write(() =>
        {
            var resource = target.Resource;
            var stored = machinery.Store.Latest.Find(target.Key) ?? throw ApiErrors.NotFound(resource.Name, target.Name);
            var old = ObjectViews.View(resource, stored);
            var body = change(old.Copy());
            if (body is null) return new WriteResult(old, stored, Created: false);
            var value = Incoming(resource, target.Namespace, body, options, target.Name);
            CheckPreconditions(resource, value, old, requireRevision);
            return Replace(target, value, old, stored, options, applied: false);
        });

    private WriteResult Replace(WriteTarget target, JsonObject value, JsonObject old, StoredObject stored,
        WriteOptions options, bool applied)
    {
        var resource = target.Resource;
        if (target.Subresource == "status") value = StatusOnly(value, old);
        else if (resource.HasStatus && target.Subresource.Length == 0) CopyMember("status", old, value);
        var metadata = value.Make("metadata");
        Metadata.RestoreServerFields(metadata, (JsonObject)old["metadata"]!);
        metadata["resourceVersion"] = old["metadata"]!["resourceVersion"]!.DeepClone();
        resource.Rules.Default(value);
        if (!applied) OwnershipRecorder.Update(resource, target.Subresource, old, value, options, machinery.Now);
        if (target.Subresource is not ("status" or "finalize")) resource.Rules.PrepareForUpdate(value, old, machinery.Context());
        if (target.Subresource != "status" && resource.Rules.HasGeneration) MoveGeneration(resource, value, old);
        Validate(resource, value, old);

        if (OwnershipRecorder.Same(value, old)) return new WriteResult(old, stored, Created: false);
        if (ObjectRemover.IsFinished(resource, value))
            return new WriteResult(value, options.DryRun ? null : remover.Remove(resource, target.Key, value), Created: false);
        return Commit(resource, target.Key, value, options, created: false);
    }

    private WriteResult Commit(ResourceDefinition resource, ObjectKey key, JsonObject value, WriteOptions options, bool created)
    {
        if (options.DryRun) return new WriteResult(value, null, created);
        var stored = machinery.Store.Put(key, ObjectViews.ToStorage(resource, value));
        if (!ReferenceEquals(stored.Json, value)) return new WriteResult(ObjectViews.View(resource, stored), stored, created);
        ObjectViews.Remember(resource, stored);
        return new WriteResult(ObjectViews.View(resource, stored), stored, created);
    }

    // The body must speak of the resource and the object that the path names.
    private static JsonObject Incoming(
        ResourceDefinition resource, string @namespace, JsonObject body, WriteOptions options, string? name = null, bool applied = false)
    {
        var apiVersion = body.Text("apiVersion");
        if (resource.IsCustom && (apiVersion is null || body.Text("kind") is null))
        {
            throw ApiErrors.BadRequest($"the object provided is unrecognized (must be of type {resource.Kind}): "
                + $"Object '{(body.Text("kind") is null ? "Kind" : "apiVersion")}' is missing");
        }

        if (apiVersion is { Length: > 0 } && apiVersion != resource.ApiVersion)
            throw ApiErrors.BadRequest(
                $"the API version in the data ({apiVersion}) does not match the expected API version ({resource.ApiVersion})");
        if (body.Text("kind") is { Length: > 0 } kind && kind != resource.Kind)
            throw ApiErrors.BadRequest($"{kind} in version \"{resource.Id.Version}\" cannot be handled as a {resource.Kind}");

        var value = new JsonObject { ["apiVersion"] = resource.ApiVersion, ["kind"] = resource.Kind, ["metadata"] = new JsonObject() };
        foreach (var (member, content) in body)
        {
            if (member is not ("apiVersion" or "kind")) value[member] = content?.DeepClone();
        }

        var metadata = value.Make("metadata");
        var given = metadata.Text("namespace") ?? "";
        if (resource.Namespaced)
        {
            if (given.Length > 0 && given != @namespace)
                throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
            metadata["namespace"] = @namespace;
        }
        else if (given.Length > 0)
        {
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }

        if (name is not null)
        {
            if (metadata.Text("name") is { Length: > 0 } own && own != name)
                throw ApiErrors.BadRequest($"the name of the object ({own}) does not match the name on the URL ({name})");
            metadata["name"] = name;
        }

        ObjectDecoder.Decode(resource, value, options, applied);
        return value;
    }

    private static void CheckPreconditions(ResourceDefinition resource, JsonObject value, JsonObject old, bool requireRevision)
    {
        var name = old.Text("metadata", "name")!;
        var uid = value.Text("metadata", "uid");
        var actual = old.Text("metadata", "uid");
        if (uid is { Length: > 0 } && uid != actual)
        {
            throw ApiErrors.Conflict(resource.Name, name,
                $"StorageError: invalid object, Code: 4, Precondition failed: UID in precondition: {uid}, UID in object meta: {actual}");
        }

        var revision = value.Text("metadata", "resourceVersion") ?? "";
        if (revision is "" or "0")
        {
            if (requireRevision && !resource.UnconditionalUpdate)
            {
                throw ApiErrors.Invalid(resource.Id.Group, resource.Kind, name,
                    [FieldError.Invalid("metadata.resourceVersion", 0, "must be specified for an update")]);
            }
        }
        else if (revision != old.Text("metadata", "resourceVersion"))
        {
            throw ApiErrors.Modified(resource.Name, name);
        }
    }

    // The status subresource takes the status alone; everything else in the request is ignored.
    private static JsonObject StatusOnly(JsonObject value, JsonObject old)
    {
        var result = old.Copy();
        CopyMember("status", value, result);
        CopyMember("managedFields", value.Make("metadata"), (JsonObject)result["metadata"]!);
        return result;
    }

    private static void CopyMember(string member, JsonObject from, JsonObject to)
    {
        if (from[member] is { } content) to[member] = content.DeepClone();
        else to.Remove(member);
    }

    private static void MoveGeneration(ResourceDefinition resource, JsonObject value, JsonObject old)
    {
        var same = true;
        foreach (var member in value.Concat(old).Select(pair => pair.Key).Distinct())
        {
            if (member is "metadata" or "apiVersion" or "kind" || (member == "status" && resource.HasStatus)) continue;
            same &= JsonEquality.Same(value[member], old[member]);
        }

        if (resource.Rules.AnnotationsMoveGeneration)
            same &= JsonEquality.Same(value.At("metadata", "annotations"), old.At("metadata", "annotations"));
        if (!same) value["metadata"]!["generation"] = (old.Integer("metadata", "generation") ?? 0) + 1;
    }

    private static void Validate(ResourceDefinition resource, JsonObject value, JsonObject? old)
    {
        var errors = new List<FieldError>();
        Metadata.Validate(resource, value, errors);
        if (old is not null) Metadata.ValidateUpdate(value, old, errors);
        resource.Rules.Validate(value, old, errors);
        if (errors.Count > 0)
            throw ApiErrors.Invalid(resource.Id.Group, resource.Kind, value.Text("metadata", "name") ?? "", errors);
    }

    private void CheckNamespace(ResourceDefinition resource, string @namespace)
    {
        if (!resource.Namespaced) return;
        var namespaces = new ResourceKey("", "namespaces");
        var found = machinery.Store.Latest[namespaces].Find("", @namespace) ?? throw ApiErrors.NotFound(namespaces, @namespace);
        if (found.Json.Text("metadata", "deletionTimestamp") is not null)
        {
            throw ApiErrors.Forbidden(resource.Name, "",
                $"unable to create new content in namespace {@namespace} because it is being terminated");
        }
    }
}
