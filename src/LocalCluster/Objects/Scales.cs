using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Selectors;

namespace Modelwright.LocalCluster.Objects;

/// <summary>The scale subresource: <c>autoscaling/v1 Scale</c> as a view of an object.</summary>
internal static class Scales
{
    /// <summary>What the object says about its replicas.</summary>
    public static JsonObject View(ResourceDefinition resource, JsonObject value)
    {
        var scale = resource.Scale!;
        var metadata = new JsonObject();
        foreach (var field in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            if (value.At("metadata", field) is { } content) metadata[field] = content.DeepClone();
        }

        var view = new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = new JsonObject(),
            ["status"] = new JsonObject { ["replicas"] = value.Integer([.. scale.StatusReplicas]) ?? 0 },
        };
        if (value.Integer([.. scale.SpecReplicas]) is { } replicas) view["spec"]!["replicas"] = replicas;
        var selector = scale.Selector is null ? null : value.At([.. scale.Selector]);
        var text = selector is JsonObject query ? LabelSelector.FromObject(query).ToString() : selector.Text();
        if (text is { Length: > 0 }) view["status"]!["selector"] = text;
        return view;
    }

    /// <summary>Writes the wanted replicas of a Scale into the object.</summary>
    public static void Apply(ResourceDefinition resource, JsonObject scale, JsonObject value)
    {
        if (scale.Text("kind") is not (null or "Scale"))
            throw ApiErrors.BadRequest($"expected a Scale, not a {scale.Text("kind")}");
        var replicas = scale.At("spec", "replicas") is null ? 0 : scale.Integer("spec", "replicas");
        if (replicas is null or < 0)
        {
            throw ApiErrors.Invalid("autoscaling", "Scale", value.Text("metadata", "name") ?? "",
                [FieldError.Invalid("spec.replicas", scale.At("spec", "replicas"), "must be greater than or equal to 0")]);
        }

        var path = resource.Scale!.SpecReplicas;
        var parent = value;
        foreach (var member in path.SkipLast(1)) parent = parent.Make(member);
        parent[path[^1]] = replicas;
        foreach (var field in (string[])["uid", "resourceVersion"])
        {
            if (scale.At("metadata", field) is { } given) value["metadata"]![field] = given.DeepClone();
        }
    }
}
