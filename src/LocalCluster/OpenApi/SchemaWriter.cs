using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Schema;

namespace Modelwright.LocalCluster.OpenApi;

/// <summary>Writes built-in types as OpenAPI schemas, and remembers which other types they need.</summary>
internal sealed class SchemaWriter
{
    private readonly Queue<TypeSchema> _needed = new();
    private readonly HashSet<string> _seen = [];

    /// <summary>A reference to a type, which will be written too.</summary>
    public JsonObject Reference(TypeSchema type)
    {
        if (_seen.Add(type.Name)) _needed.Enqueue(BuiltInTypes.Get(type.Name));
        return new JsonObject { ["$ref"] = TypeNames.Reference(TypeNames.OfBuiltIn(type.Name)) };
    }

    /// <summary>Writes the types that were referred to, and those that they refer to.</summary>
    public void WriteNeeded(JsonObject schemas)
    {
        while (_needed.TryDequeue(out var type))
        {
            var name = TypeNames.OfBuiltIn(type.Name);
            if (!schemas.ContainsKey(name)) schemas[name] = Object(type);
        }
    }

    /// <summary>The schema of an object type itself.</summary>
    public JsonObject Object(TypeSchema type)
    {
        var properties = new JsonObject();
        foreach (var (name, member) in type.Properties) properties[name] = Property(member);
        var schema = new JsonObject { ["type"] = "object" };
        if (properties.Count > 0) schema["properties"] = properties;
        var required = type.Required.Where(type.Properties.ContainsKey).Select(name => JsonValue.Create(name)).ToArray();
        if (required.Length > 0) schema["required"] = new JsonArray([.. required]);
        if (type.AtomicMap) schema["x-kubernetes-map-type"] = "atomic";
        return schema;
    }

    private JsonObject Property(TypeSchema type)
    {
        var schema = type.Name.Length > 0 ? new JsonObject { ["allOf"] = new JsonArray(Reference(type)), ["default"] = new JsonObject() }
            : Inline(type);
        if (type.ListKind != ListKind.Atomic)
        {
            schema["x-kubernetes-list-type"] = type.ListKind == ListKind.Map ? "map" : "set";
            if (type.ListKeys.Count > 0)
                schema["x-kubernetes-list-map-keys"] = new JsonArray([.. type.ListKeys.Select(key => JsonValue.Create(key))]);
        }
        else if (type.Type == SchemaType.Array && !type.Merge.MergeList)
        {
            schema["x-kubernetes-list-type"] = "atomic";
        }

        if (type.AtomicMap) schema["x-kubernetes-map-type"] = "atomic";
        if (type.Merge.Key.Length > 0) schema["x-kubernetes-patch-merge-key"] = type.Merge.Key;
        var strategy = string.Join(",", Strategies(type.Merge));
        if (strategy.Length > 0) schema["x-kubernetes-patch-strategy"] = strategy;
        return schema;
    }

    private JsonObject Inline(TypeSchema type) => type.Type switch
    {
        SchemaType.Array => new JsonObject { ["type"] = "array", ["items"] = Item(type.Items!) },
        SchemaType.Object when type.AdditionalProperties is { } values =>
            new JsonObject { ["type"] = "object", ["additionalProperties"] = Item(values) },
        SchemaType.Object => new JsonObject { ["type"] = "object" },
        SchemaType.IntOrString when type.Format == "quantity" =>
            new JsonObject { ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "number" }) },
        SchemaType.IntOrString => new JsonObject
        {
            ["format"] = "int-or-string",
            ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" }),
        },
        SchemaType.Any => [],
        _ => Scalar(type),
    };

    private JsonObject Item(TypeSchema type) => type.Name.Length > 0 ? Reference(type) : Inline(type);

    private static JsonObject Scalar(TypeSchema type)
    {
        var schema = new JsonObject { ["type"] = type.Type.ToString().ToLowerInvariant() };
        var format = type.Format == "micro-time" ? "date-time" : type.Format;
        if (format.Length > 0) schema["format"] = format;
        return schema;
    }

    private static IEnumerable<string> Strategies(MergeStrategy merge)
    {
        if (merge.MergeList) yield return "merge";
        if (merge.RetainKeys) yield return "retainKeys";
        if (merge.Replace) yield return "replace";
    }
}
