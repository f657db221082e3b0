using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Apply;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;

namespace Modelwright.LocalCluster.Objects;

/// <summary>Keeps <c>metadata.managedFields</c> for the writer.</summary>
internal static class OwnershipRecorder
{
    private static readonly FieldSet Nothing = new();
    private static readonly FieldSet Status = FieldSet.Parse(new JsonObject { ["f:status"] = new JsonObject() });

    /// <summary>Records an ordinary write in the new object.</summary>
    public static void Update(ResourceDefinition resource, string subresource, JsonObject? old, JsonObject value, WriteOptions options,
        DateTimeOffset now) =>
        FieldOwnership.Update(old, value, OwnerOf(resource, subresource, options, applies: false), resource.WholeType,
            Ignored(resource, subresource), Timestamps.Seconds(now));

    /// <summary>The object with an applied configuration laid over it.</summary>
    public static JsonObject Apply(
        ResourceDefinition resource, string subresource, JsonObject live, JsonObject applied, WriteOptions options, DateTimeOffset now) =>
        FieldOwnership.Apply(live, applied, OwnerOf(resource, subresource, options, applies: true), resource.WholeType,
            Ignored(resource, subresource), options.Force, Timestamps.Seconds(now));

    /// <summary>
    /// Whether a write changes nothing but the times of the record, which is no change
    /// (k8s.io/apimachinery/pkg/util/managedfields, IgnoreManagedFieldsTimestampsTransformer).
    /// </summary>
    public static bool Same(JsonObject value, JsonObject old)
    {
        if (JsonEquality.Same(value, old)) return true;
        var (now, before) = (value.Items("metadata", "managedFields"), old.Items("metadata", "managedFields"));
        if (now is null || before is null || now.Count != before.Count || JsonEquality.Same(now, before)) return false;
        for (var i = 0; i < now.Count; i++)
        {
            var entry = ((JsonObject)now[i]!).Copy();
            if (before[i]?["time"] is { } time) entry["time"] = time.DeepClone();
            if (!JsonEquality.Same(entry, before[i])) return false;
        }

        var copy = value.Copy();
        copy["metadata"]!["managedFields"] = before.DeepClone();
        return JsonEquality.Same(copy, old);
    }

    /// <summary>Checks and decodes the body of an apply request.</summary>
    public static JsonObject Decode(WriteTarget target, JsonObject body)
    {
        var resource = target.Resource;
        var (apiVersion, kind) = (body.Text("apiVersion") ?? "", body.Text("kind") ?? "");
        if (apiVersion != resource.ApiVersion || kind != resource.Kind)
            throw ApiErrors.BadRequest(
                $"invalid object type: {apiVersion}, Kind={kind}; expected {resource.ApiVersion}, Kind={resource.Kind}");
        if (body.At("metadata", "managedFields") is not null) throw ApiErrors.BadRequest("metadata.managedFields must be nil");
        var applied = body.Copy();
        var metadata = applied.Make("metadata");
        if (metadata.Text("name") is { Length: > 0 } name && name != target.Name)
            throw ApiErrors.BadRequest($"the name of the object ({name}) does not match the name on the URL ({target.Name})");
        metadata["name"] = target.Name;
        var unknown = ObjectDecoder.Structure(resource, applied);
        if (unknown.Count > 0)
        {
            throw new ApiException(500, "", $"failed to create typed patch object ({metadata.Text("namespace")}/{target.Name}; "
                + $"{resource.ApiVersion}, Kind={resource.Kind}): .{unknown[0]}: field not declared in schema");
        }

        return applied;
    }

    private static Owner OwnerOf(ResourceDefinition resource, string subresource, WriteOptions options, bool applies) =>
        new(options.FieldManager, applies, resource.ApiVersion, subresource);

    // What the endpoint does not write, nobody comes to own through it.
    private static FieldSet Ignored(ResourceDefinition resource, string subresource)
    {
        if (subresource != "status") return resource.HasStatus && !resource.Rules.KeepsStatusOnCreate ? Status : Nothing;
        var ignored = new FieldSet();
        foreach (var name in resource.WholeType.Properties.Keys)
        {
            if (name != "status") ignored.Add(FieldPath.Member(name), true, Nothing);
        }

        return ignored;
    }
}
