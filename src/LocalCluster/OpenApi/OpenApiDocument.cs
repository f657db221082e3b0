using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Discovery;
using Modelwright.LocalCluster.Resources;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.OpenApi;

/// <summary>The OpenAPI v3 document of one group and version.</summary>
internal static class OpenApiDocument
{
    private const string ApiVersionText = "APIVersion defines the versioned schema of this representation of an object.";
    private const string KindText = "Kind is a string value representing the REST resource this object represents.";
    private const string MetadataText = "Standard object metadata: name, namespace, labels, annotations and what the server adds.";

    public static JsonObject Of(IEnumerable<ResourceDefinition> resources)
    {
        var paths = new JsonObject();
        var schemas = new JsonObject();
        var writer = new SchemaWriter();
        foreach (var resource in resources)
        {
            foreach (var (path, item) in PathWriter.Of(resource)) paths[path] = item;
            schemas[TypeNames.Of(resource)] = Schema(resource, writer);
        }

        writer.WriteNeeded(schemas);
        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = $"v1.{ServerVersion.Minor}.0" },
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static JsonObject Schema(ResourceDefinition resource, SchemaWriter writer)
    {
        var schema = resource.IsCustom ? (JsonObject?)resource.RawSchema?.DeepClone() ?? [] : writer.Object(resource.Type);
        schema["type"] = "object";
        var properties = new JsonObject
        {
            ["apiVersion"] = new JsonObject { ["type"] = "string", ["description"] = ApiVersionText },
            ["kind"] = new JsonObject { ["type"] = "string", ["description"] = KindText },
            ["metadata"] = new JsonObject
            {
                ["allOf"] = new JsonArray(writer.Reference(BuiltInTypes.ObjectMeta)),
                ["default"] = new JsonObject(),
                ["description"] = MetadataText,
            },
        };
        foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
        {
            if (!properties.ContainsKey(name)) properties[name] = member?.DeepClone();
        }

        schema["properties"] = properties;
        schema["x-kubernetes-group-version-kind"] = new JsonArray(PathWriter.GroupVersionKind(resource));
        return schema;
    }
}
