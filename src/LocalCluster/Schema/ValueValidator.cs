using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Schema;

/// <summary>Checks a custom resource against its schema; the messages are those of k8s.io/kube-openapi/pkg/validation.</summary>
internal static class ValueValidator
{
    /// <summary>Reports what is wrong with a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="path">Its path; empty for the root, whose apiVersion, kind and metadata are checked elsewhere.</param>
    /// <param name="errors">Gets the findings.</param>
    public static void Validate(JsonNode? value, TypeSchema schema, string path, ICollection<FieldError> errors)
    {
        if (value is null && schema.Nullable) return;
        if (!TypeFits(value, schema))
        {
            var type = TypeName(value);
            errors.Add(FieldError.TypeInvalid(path, type, $"{path} in body must be of type {Wanted(schema)}: \"{type}\""));
            return;
        }

        var rules = schema.Rules;
        if (rules.Enum is { } allowed && !allowed.Any(one => JsonEquality.Same(one, value)))
            errors.Add(FieldError.NotSupported(path, value, allowed.Select(Text)));
        switch (value)
        {
            case JsonObject members:
                ValidateObject(members, schema, path, errors);
                break;
            case JsonArray list:
                ValidateList(list, schema, path, errors);
                break;
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String:
                ValidateText(scalar.Text()!, schema, path, errors);
                break;
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.Number:
                ValidateNumber(scalar, rules, path, errors);
                break;
        }

        ValidateCombinations(value, rules, path, errors);
    }

    private static void ValidateObject(JsonObject members, TypeSchema schema, string path, ICollection<FieldError> errors)
    {
        var rules = schema.Rules;
        if (rules.MaxProperties is { } max && members.Count > max) errors.Add(FieldError.TooMany(path, members.Count, max));
        if (rules.MinProperties is { } min && members.Count < min)
            errors.Add(FieldError.Invalid(path, members.Count, $"{path} in body should have at least {min} properties"));
        foreach (var name in schema.Required)
        {
            if (!members.ContainsKey(name)) errors.Add(FieldError.Required(Inner(path, name)));
        }

        foreach (var (name, member) in members)
        {
            if (path.Length == 0 && name is "apiVersion" or "kind" or "metadata") continue;
            if (schema.Member(name) is { } known) Validate(member, known, Inner(path, name), errors);
        }
    }

    private static void ValidateList(JsonArray list, TypeSchema schema, string path, ICollection<FieldError> errors)
    {
        var rules = schema.Rules;
        if (rules.MaxItems is { } max && list.Count > max) errors.Add(FieldError.TooMany(path, list.Count, max));
        if (rules.MinItems is { } min && list.Count < min)
            errors.Add(FieldError.Invalid(path, list.Count, $"{path} in body should have at least {min} items"));
        if (schema.Items is null) return;
        for (var i = 0; i < list.Count; i++) Validate(list[i], schema.Items, $"{path}[{i}]", errors);
    }

    private static void ValidateText(string text, TypeSchema schema, string path, ICollection<FieldError> errors)
    {
        var rules = schema.Rules;
        if (rules.MinLength is not null || rules.MaxLength is not null)
        {
            var length = text.EnumerateRunes().Count();
            if (rules.MaxLength is { } max && length > max) errors.Add(FieldError.TooLong(path, $"may not be more than {max} bytes"));
            if (rules.MinLength is { } min && length < min)
                errors.Add(FieldError.Invalid(path, text, $"{path} in body should be at least {min} chars long"));
        }

        if (rules.Regex is { } regex && !Matches(regex, text))
            errors.Add(FieldError.Invalid(path, text, $"{path} in body should match '{rules.Pattern}'"));
        if (schema.Format.Length > 0 && schema.Type == SchemaType.String && !StringFormats.IsValid(schema.Format, text))
            errors.Add(FieldError.TypeInvalid(path, text, $"{path} in body must be of type {schema.Format}: \"{text}\""));
    }

    private static void ValidateNumber(JsonValue value, ValueRules rules, string path, ICollection<FieldError> errors)
    {
        var number = value.Integer() ?? value.GetValue<double>();
        if (rules.Maximum is { } max && (rules.ExclusiveMaximum ? number >= max : number > max))
            errors.Add(FieldError.Invalid(path, value,
                $"{path} in body should be less than {(rules.ExclusiveMaximum ? "" : "or equal to ")}{Number(max)}"));
        if (rules.Minimum is { } min && (rules.ExclusiveMinimum ? number <= min : number < min))
            errors.Add(FieldError.Invalid(path, value,
                $"{path} in body should be greater than {(rules.ExclusiveMinimum ? "" : "or equal to ")}{Number(min)}"));
        if (rules.MultipleOf is { } factor and > 0 && !double.IsInteger(number / factor))
            errors.Add(FieldError.Invalid(path, value, $"{path} in body should be a multiple of {Number(factor)}"));
    }

    private static void ValidateCombinations(JsonNode? value, ValueRules rules, string path, ICollection<FieldError> errors)
    {
        foreach (var part in rules.AllOf) Validate(value, part, path, errors);
        if (rules.AnyOf.Count > 0 && !rules.AnyOf.Any(part => Fits(value, part, path)))
            errors.Add(FieldError.Invalid(path, value, $"{path} in body must validate at least one schema (anyOf)"));
        if (rules.OneOf.Count > 0 && rules.OneOf.Count(part => Fits(value, part, path)) is var count && count != 1)
        {
            var found = count == 0 ? "Found none valid" : $"Found {count} valid alternatives";
            errors.Add(FieldError.Invalid(path, value, $"{path} in body must validate one and only one schema (oneOf). {found}"));
        }

        if (rules.Not is { } not && Fits(value, not, path))
            errors.Add(FieldError.Invalid(path, value, $"{path} in body must not validate the schema (not)"));
    }

    private static bool Fits(JsonNode? value, TypeSchema schema, string path)
    {
        var errors = new List<FieldError>();
        Validate(value, schema, path, errors);
        return errors.Count == 0;
    }

    private static bool TypeFits(JsonNode? value, TypeSchema schema) => schema.Type switch
    {
        SchemaType.Any => true,
        SchemaType.Object => value is JsonObject,
        SchemaType.Array => value is JsonArray,
        SchemaType.String => value?.GetValueKind() == JsonValueKind.String,
        SchemaType.Boolean => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        SchemaType.Integer => value.Integer() is not null,
        SchemaType.Number => value?.GetValueKind() == JsonValueKind.Number,
        _ => value.Integer() is not null || value?.GetValueKind() == JsonValueKind.String,
    };

    private static string TypeName(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ when value.Integer() is not null => "integer",
        _ => value.GetValueKind() switch { JsonValueKind.String => "string", JsonValueKind.Number => "number", _ => "boolean" },
    };

    private static string Wanted(TypeSchema schema) => schema.Type switch
    {
        SchemaType.IntOrString => "integer,string",
        var type => type.ToString().ToLowerInvariant(),
    };

    private static bool Matches(Regex regex, string text)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(JsonNode? value) => Encoding.UTF8.GetString(JsonText.Write(value));

    private static string Inner(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
