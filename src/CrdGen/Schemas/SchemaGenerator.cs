using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Modelwright.CrdGen.Documentation;
using Modelwright.Crds.Schema;

namespace Modelwright.CrdGen.Schemas;

/// <summary>
/// Makes the structural schema of a type. Names, order and nullability come from the contract that the serializer itself uses, so a
/// schema cannot disagree with what is read and written; bounds and rules from attributes; descriptions from the XML docs.
/// A property that cannot be null is required.
/// </summary>
/// <param name="options">The serializer's options.</param>
/// <param name="docs">The documentation of the types' assembly.</param>
public sealed class SchemaGenerator(JsonSerializerOptions options, XmlDocs docs)
{
    private readonly Stack<Type> _walking = new();

    /// <summary>The schema of an object type, its description included.</summary>
    /// <param name="type">The type.</param>
    /// <param name="path">What to call it in errors, for example the kind's name.</param>
    /// <exception cref="SchemaException">No structural and bounded schema can be made.</exception>
    public JsonObject Generate(Type type, string path)
    {
        var schema = OfType(type, path);
        if (docs.Summary(type) is { } summary) schema["description"] = summary;
        Bounds.Check(schema, path);
        return schema;
    }

    private JsonObject OfType(Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (LeafSchemas.TryCreate(type, options, path) is { } leaf) return leaf;
        var contract = options.GetTypeInfo(type);
        switch (contract.Kind)
        {
            case JsonTypeInfoKind.Enumerable:
                return new JsonObject { ["type"] = "array", ["items"] = Described(contract.ElementType!, path + "[]") };
            case JsonTypeInfoKind.Dictionary when contract.KeyType == typeof(string):
                return new JsonObject { ["type"] = "object", ["additionalProperties"] = Described(contract.ElementType!, path + "{}") };
            case JsonTypeInfoKind.Object when type != typeof(object):
                return OfObject(contract, path);
            default:
                throw new SchemaException(path, $"{type} has no structural schema; use a record, a list, a map by string or a value type");
        }
    }

    private JsonObject Described(Type type, string path)
    {
        var schema = OfType(type, path);
        if (schema.ContainsKey("properties") && docs.Summary(type) is { } summary) schema["description"] = summary;
        return schema;
    }

    private JsonObject OfObject(JsonTypeInfo contract, string path)
    {
        if (_walking.Contains(contract.Type))
            throw new SchemaException(path, $"{contract.Type.Name} contains itself; a structural schema cannot be recursive");
        _walking.Push(contract.Type);
        var properties = new JsonObject();
        var required = new List<string>();
        var rules = Rules.OfType(contract, path);
        foreach (var property in contract.Properties)
        {
            var member = (PropertyInfo)property.AttributeProvider!;
            var at = $"{path}.{property.Name}";
            var schema = OfType(property.PropertyType, at);
            Constraints.Apply(schema, member, at);
            schema["description"] = docs.Summary(member) ?? throw new SchemaException(at, "has no documentation; write a <summary>");
            if (member.GetCustomAttribute<WhenUnsetAttribute>() is { } unset) schema[WhenUnset.Keyword] = unset.Value.ToString();
            if (!property.IsGetNullable) required.Add(property.Name);
            else if (member.IsDefined(typeof(ImmutableAttribute)))
                throw new SchemaException(at, "cannot be immutable and optional: removing it would not be seen; make it required");
            properties[property.Name] = schema;
        }

        _walking.Pop();
        var result = new JsonObject { ["type"] = "object" };
        // The API server drops an empty map, so a definition with one would never be the same as what is published.
        if (properties.Count > 0) result["properties"] = properties;
        if (required.Count > 0) result["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        if (rules.Count > 0) result["x-kubernetes-validations"] = rules;
        return result;
    }
}
