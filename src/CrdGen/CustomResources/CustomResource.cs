using System.Reflection;
using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.CrdGen.Schemas;
using Modelwright.Crds.Schema;

namespace Modelwright.CrdGen.CustomResources;

/// <summary>The CustomResourceDefinition of one entity type.</summary>
public static class CustomResource
{
    /// <summary>The largest definition, in bytes of JSON: client-side apply keeps a copy in an annotation of at most 256 KiB.</summary>
    public const int MaxBytes = 100_000;

    /// <summary>Every kind an assembly declares, by kind.</summary>
    public static IReadOnlyList<Type> KindsIn(Assembly assembly) =>
        [.. assembly.GetExportedTypes()
            .Where(type => type.IsDefined(typeof(KubernetesEntityAttribute)))
            .OrderBy(Kind, StringComparer.Ordinal)];

    /// <summary>The kind's name.</summary>
    public static string Kind(Type type) => Entity(type).Kind;

    /// <summary>The kind's name in URLs.</summary>
    public static string Plural(Type type) => Entity(type).PluralName;

    /// <summary>Whether the kind has a <c>scale</c> subresource.</summary>
    public static bool IsScalable(Type type) => type.IsDefined(typeof(ScaleSubresourceAttribute));

    /// <summary>The definition.</summary>
    /// <exception cref="SchemaException">The type has no structural and bounded schema, or the definition is too large.</exception>
    public static JsonObject Definition(Type type, SchemaGenerator schemas)
    {
        var entity = Entity(type);
        var names = new JsonObject
        {
            ["kind"] = entity.Kind,
            ["listKind"] = entity.Kind + "List",
            ["plural"] = entity.PluralName,
            ["singular"] = entity.Kind.ToLowerInvariant(),
        };
        if (type.GetCustomAttribute<ShortNamesAttribute>() is { } shortNames) names["shortNames"] = Strings(shortNames.Names);
        if (type.GetCustomAttribute<CategoryAttribute>() is { } category) names["categories"] = Strings(category.Names);
        var definition = new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{entity.PluralName}.{entity.Group}" },
            ["spec"] = new JsonObject
            {
                ["group"] = entity.Group,
                ["names"] = names,
                ["scope"] = "Namespaced",
                ["versions"] = new JsonArray(Version(type, entity, schemas)),
            },
        };
        var bytes = definition.ToJsonString().Length;
        if (bytes > MaxBytes) throw new SchemaException(entity.Kind, $"the definition has {bytes} bytes; at most {MaxBytes} are allowed");
        return definition;
    }

    private static JsonObject Version(Type type, KubernetesEntityAttribute entity, SchemaGenerator schemas)
    {
        var version = new JsonObject
        {
            ["name"] = entity.ApiVersion,
            ["served"] = true,
            ["storage"] = true,
            ["schema"] = new JsonObject { ["openAPIV3Schema"] = Root(Published.Schema(schemas.Generate(type, entity.Kind))) },
        };
        var columns = type.GetCustomAttributes<PrinterColumnAttribute>().Select(Column).ToArray<JsonNode>();
        if (columns.Length > 0) version["additionalPrinterColumns"] = new JsonArray(columns);
        version["subresources"] = Subresources(type);
        return version;
    }

    /// <summary>The API server knows apiVersion, kind and metadata by itself and asks that they are not constrained.</summary>
    private static JsonObject Root(JsonObject schema)
    {
        var properties = (JsonObject)schema["properties"]!;
        properties["metadata"] = new JsonObject { ["type"] = "object" };
        var required = ((JsonArray)schema["required"]!).Select(name => (string)name!).Except(["apiVersion", "kind", "metadata"]);
        schema["required"] = Strings(required);
        return schema;
    }

    private static JsonObject Column(PrinterColumnAttribute column)
    {
        var result = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["jsonPath"] = column.JsonPath };
        if (column.Description is not null) result["description"] = column.Description;
        if (column.Priority != 0) result["priority"] = column.Priority;
        return result;
    }

    private static JsonObject Subresources(Type type)
    {
        var result = new JsonObject();
        if (type.GetProperty("Status") is not null) result["status"] = new JsonObject();
        if (type.GetCustomAttribute<ScaleSubresourceAttribute>() is { } scale)
        {
            result["scale"] = new JsonObject
            {
                ["specReplicasPath"] = scale.SpecReplicasPath,
                ["statusReplicasPath"] = scale.StatusReplicasPath,
            };
            if (scale.LabelSelectorPath is not null) result["scale"]!["labelSelectorPath"] = scale.LabelSelectorPath;
        }

        return result;
    }

    private static KubernetesEntityAttribute Entity(Type type) => type.GetCustomAttribute<KubernetesEntityAttribute>()!;

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
