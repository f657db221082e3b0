using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Api;

/// <summary>One thing wrong with one field, in the words of k8s.io/apimachinery/pkg/util/validation/field.</summary>
/// <param name="Reason">The machine-readable kind, such as <c>FieldValueRequired</c>.</param>
/// <param name="Field">The path, such as <c>spec.ports[0].port</c>.</param>
/// <param name="Message">What is wrong, without the path.</param>
public sealed record FieldError(string Reason, string Field, string Message)
{
    public static FieldError Required(string field, string detail = "") =>
        new("FieldValueRequired", field, Join("Required value", detail));

    public static FieldError Invalid(string field, JsonNode? value, string detail) =>
        new("FieldValueInvalid", field, Join($"Invalid value: {Quote(value)}", detail));

    public static FieldError TypeInvalid(string field, JsonNode? value, string detail) =>
        new("FieldValueTypeInvalid", field, Join($"Invalid value: {Quote(value)}", detail));

    public static FieldError NotSupported(string field, JsonNode? value, IEnumerable<string> supported) =>
        new("FieldValueNotSupported", field, $"Unsupported value: {Quote(value)}: supported values: {string.Join(", ", supported)}");

    public static FieldError Duplicate(string field, JsonNode? value) =>
        new("FieldValueDuplicate", field, $"Duplicate value: {Quote(value)}");

    public static FieldError Forbidden(string field, string detail) =>
        new("FieldValueForbidden", field, Join("Forbidden", detail));

    public static FieldError TooLong(string field, string detail) =>
        new("FieldValueTooLong", field, Join("Too long", detail));

    public static FieldError TooMany(string field, int actual, long max) =>
        new("FieldValueTooMany", field, $"Too many: {actual}: must have at most {max} items");

    /// <inheritdoc />
    public override string ToString() => $"{(Field.Length == 0 ? "<nil>" : Field)}: {Message}";

    /// <summary>The entry of <c>status.details.causes</c>.</summary>
    public JsonObject ToCause() => new() { ["reason"] = Reason, ["message"] = Message, ["field"] = Field.Length == 0 ? "<nil>" : Field };

    // Long values are cut: the message is for a person, and one field must not fill the answer.
    private static string Quote(JsonNode? value)
    {
        if (value is null) return "null";
        var text = System.Text.Encoding.UTF8.GetString(JsonText.Write(value));
        return text.Length <= 200 ? text : string.Concat(text.AsSpan(0, 200), "…");
    }

    private static string Join(string start, string detail) => detail.Length == 0 ? start : $"{start}: {detail}";
}
