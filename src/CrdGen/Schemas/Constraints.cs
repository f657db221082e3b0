using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Modelwright.Crds.Schema;

namespace Modelwright.CrdGen.Schemas;

/// <summary>Puts a property's bounds, patterns, list types, defaults and rules into its schema.</summary>
internal static class Constraints
{
    /// <summary>Beyond this a double no longer holds every integer, so such a bound means "none".</summary>
    private const double ExactIntegers = 1L << 53;

    /// <summary>Adds what the attributes of <paramref name="member"/> say to <paramref name="schema"/>.</summary>
    /// <exception cref="SchemaException">An attribute does not fit the property's type.</exception>
    public static void Apply(JsonObject schema, PropertyInfo member, string path)
    {
        foreach (var attribute in member.GetCustomAttributes()) Apply(schema, attribute, path);
        var rules = Rules.OfProperty(member).ToArray();
        if (rules.Length == 0) return;
        var all = schema["x-kubernetes-validations"] as JsonArray ?? [];
        foreach (var rule in rules) all.Add(rule);
        schema["x-kubernetes-validations"] = all;
    }

    private static void Apply(JsonObject schema, Attribute attribute, string path)
    {
        switch (attribute)
        {
            case LengthAttribute length:
                ApplyLength(schema, length.MinimumLength, length.MaximumLength, path);
                break;
            case RangeAttribute range:
                Expect(schema, "integer", attribute, path);
                ApplyRange(schema, Number(range.Minimum), Number(range.Maximum));
                break;
            case RegularExpressionAttribute pattern:
                Expect(schema, "string", attribute, path);
                schema["pattern"] = pattern.Pattern;
                break;
            case AllowedValuesAttribute allowed:
                Expect(schema, "string", attribute, path);
                schema["enum"] = new JsonArray([.. allowed.Values.Select(value => JsonValue.Create((string)value!))]);
                break;
            case ItemLengthAttribute length:
                ApplyLength(Items(schema, attribute, path), length.Minimum, length.Maximum, path + "[]");
                break;
            case ItemPatternAttribute pattern:
                Items(schema, attribute, path)["pattern"] = pattern.Pattern;
                break;
            case ItemRangeAttribute range:
                ApplyRange(Items(schema, attribute, path), range.Minimum, range.Maximum);
                break;
            case ListMapAttribute map:
                Expect(schema, "array", attribute, path);
                schema["x-kubernetes-list-type"] = "map";
                schema["x-kubernetes-list-map-keys"] = new JsonArray(
                    [.. map.Keys.Select(key => JsonValue.Create(CheckKey(schema, key, path)))]);
                break;
            case ListSetAttribute:
                Expect(schema, "array", attribute, path);
                schema["x-kubernetes-list-type"] = "set";
                break;
            case DefaultAttribute value:
                schema["default"] = JsonValue.Create(value.Value is Enum name ? name.ToString() : value.Value);
                break;
        }
    }

    private static void ApplyLength(JsonObject schema, int minimum, int maximum, string path)
    {
        var (min, max) = ((string?)schema["type"], schema.ContainsKey("additionalProperties")) switch
        {
            ("string", _) => ("minLength", "maxLength"),
            ("array", _) => ("minItems", "maxItems"),
            ("object", true) => ("minProperties", "maxProperties"),
            var (type, _) => throw new SchemaException(path, $"a length fits strings, lists and maps, not {type}"),
        };
        if (minimum > 0) schema[min] = minimum;
        schema[max] = maximum;
    }

    private static void ApplyRange(JsonObject schema, double minimum, double maximum)
    {
        if (minimum > -ExactIntegers) schema["minimum"] = (long)minimum;
        if (maximum < ExactIntegers && maximum < int.MaxValue) schema["maximum"] = (long)maximum;
    }

    private static string CheckKey(JsonObject schema, string key, string path) =>
        schema["items"]?["required"] is JsonArray required && required.Any(name => (string?)name == key)
            ? key
            : throw new SchemaException(path, $"the list's key '{key}' must be a required property of its items");

    private static JsonObject Items(JsonObject schema, Attribute attribute, string path) =>
        (schema["items"] ?? schema["additionalProperties"]) as JsonObject
            ?? throw new SchemaException(path, $"{attribute.GetType().Name} fits lists and maps only");

    private static void Expect(JsonObject schema, string type, Attribute attribute, string path)
    {
        if ((string?)schema["type"] != type) throw new SchemaException(path, $"{attribute.GetType().Name} fits {type} only");
    }

    private static double Number(object bound) => Convert.ToDouble(bound, CultureInfo.InvariantCulture);
}
