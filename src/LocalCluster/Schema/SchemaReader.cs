using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Schema;

/// <summary>Reads the <c>openAPIV3Schema</c> of a CustomResourceDefinition.</summary>
internal static class SchemaReader
{
    /// <summary>The structure that a schema describes. The schema has been checked before.</summary>
    public static TypeSchema Read(JsonObject? schema)
    {
        if (schema is null) return TypeSchema.Anything;
        return new TypeSchema
        {
            Type = schema.Flag("x-kubernetes-int-or-string") == true ? SchemaType.IntOrString : ReadType(schema.Text("type")),
            Format = schema.Text("format") ?? "",
            Description = schema.Text("description") ?? "",
            Properties = (schema.Child("properties") ?? []).ToDictionary(member => member.Key, member => Read(member.Value as JsonObject)),
            AdditionalProperties = schema["additionalProperties"] switch
            {
                JsonObject values => Read(values),
                JsonValue flag when flag.Flag() == true => TypeSchema.Anything,
                _ => null,
            },
            Items = schema["items"] is JsonObject items ? Read(items) : null,
            Required = [.. schema.Texts("required")],
            PreserveUnknown = schema.Flag("x-kubernetes-preserve-unknown-fields") == true,
            EmbeddedResource = schema.Flag("x-kubernetes-embedded-resource") == true,
            Nullable = schema.Flag("nullable") == true,
            Default = schema["default"]?.DeepClone(),
            ListKind = schema.Text("x-kubernetes-list-type") switch { "map" => ListKind.Map, "set" => ListKind.Set, _ => ListKind.Atomic },
            ListKeys = [.. schema.Texts("x-kubernetes-list-map-keys")],
            AtomicMap = schema.Text("x-kubernetes-map-type") == "atomic",
            Rules = ReadRules(schema),
        };
    }

    private static SchemaType ReadType(string? type) => type switch
    {
        "object" => SchemaType.Object,
        "array" => SchemaType.Array,
        "string" => SchemaType.String,
        "integer" => SchemaType.Integer,
        "number" => SchemaType.Number,
        "boolean" => SchemaType.Boolean,
        _ => SchemaType.Any,
    };

    private static ValueRules ReadRules(JsonObject schema)
    {
        var pattern = schema.Text("pattern") ?? "";
        return new ValueRules
        {
            Minimum = Number(schema["minimum"]),
            ExclusiveMinimum = schema.Flag("exclusiveMinimum") == true,
            Maximum = Number(schema["maximum"]),
            ExclusiveMaximum = schema.Flag("exclusiveMaximum") == true,
            MultipleOf = Number(schema["multipleOf"]),
            MinLength = schema.Integer("minLength"),
            MaxLength = schema.Integer("maxLength"),
            MinItems = schema.Integer("minItems"),
            MaxItems = schema.Integer("maxItems"),
            MinProperties = schema.Integer("minProperties"),
            MaxProperties = schema.Integer("maxProperties"),
            UniqueItems = schema.Flag("uniqueItems") == true,
            Pattern = pattern,
            Regex = pattern.Length == 0 ? null : Patterns.Compile(pattern),
            Enum = schema.Items("enum")?.Select(value => value?.DeepClone()).ToList(),
            AllOf = [.. schema.Objects("allOf").Select(Read)],
            AnyOf = [.. schema.Objects("anyOf").Select(Read)],
            OneOf = [.. schema.Objects("oneOf").Select(Read)],
            Not = schema.Child("not") is { } not ? Read(not) : null,
        };
    }

    private static double? Number(JsonNode? value) => value is JsonValue number
        ? number.Integer() ?? (number.TryGetValue(out double real) ? real : (double?)null)
        : null;
}
