using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using k8s.Models;
using Modelwright.Crds.Values;

namespace Modelwright.CrdGen.Schemas;

/// <summary>Schemas of types that are one value in JSON, and of the Kubernetes types that the API embeds.</summary>
internal static class LeafSchemas
{
    /// <summary>The schema of <paramref name="type"/>, or null where it is an object, list or map to be walked.</summary>
    /// <exception cref="SchemaException">The type has a converter of its own that this class does not know.</exception>
    public static JsonObject? TryCreate(Type type, JsonSerializerOptions options, string path)
    {
        if (type == typeof(Duration))
            return new JsonObject
            {
                ["type"] = "string",
                ["format"] = "duration",
                ["maxLength"] = Duration.MaxLength,
                ["pattern"] = Duration.Pattern,
            };
        if (type == typeof(Quantity))
            return new JsonObject
            {
                ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" }),
                ["x-kubernetes-int-or-string"] = true,
                ["maxLength"] = Quantity.MaxLength,
                ["pattern"] = Quantity.Pattern,
            };
        if (type == typeof(DateTimeOffset) || type == typeof(DateTime))
            return new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        if (type == typeof(V1ObjectMeta)) return new JsonObject { ["type"] = "object" };
        if (type == typeof(V1Condition)) return ConditionSchema.Create();
        if (type == typeof(int)) return new JsonObject { ["type"] = "integer", ["format"] = "int32" };
        if (type == typeof(long)) return new JsonObject { ["type"] = "integer", ["format"] = "int64" };
        if (type == typeof(float) || type == typeof(double) || type == typeof(decimal))
            throw new SchemaException(path, "floating-point fields are not allowed; use a decimal string or an integer");
        if (type == typeof(TimeSpan)) throw new SchemaException(path, "TimeSpan has .NET's own syntax; use Duration");
        if (type == typeof(string) || type == typeof(bool) || type.IsEnum) return Exported(type, options, path);
        return null;
    }

    /// <summary>The serializer's own schema, made structural: one type, no null, and a type beside an enum.</summary>
    private static JsonObject Exported(Type type, JsonSerializerOptions options, string path)
    {
        if (options.GetJsonSchemaAsNode(type) is not JsonObject schema)
            throw new SchemaException(path, $"{type.Name} is written by a converter of its own; add its schema to LeafSchemas");
        if (schema["type"] is JsonArray types)
            schema["type"] = types.Select(item => item!.GetValue<string>()).Single(name => name != "null");
        if (schema["enum"] is JsonArray) schema["type"] = "string";
        return schema;
    }
}
