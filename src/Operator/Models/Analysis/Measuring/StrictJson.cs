using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.Operator.Models.Analysis.Measuring;

/// <summary>
/// Reads answers of programs that may be anything. What is not as agreed is a <see cref="MeasurementException"/> that says where: a count
/// that is guessed would be evidence that nobody gave.
/// </summary>
internal static class StrictJson
{
    private const long MaxCount = 1L << 53;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static JsonObject Object(string text, string what)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict) as JsonObject
                ?? throw new MeasurementException($"{what}: the answer is not a JSON object");
        }
        catch (JsonException error)
        {
            throw new MeasurementException($"{what}: the answer is not JSON: {error.Message}", error);
        }
    }

    public static JsonObject Object(JsonNode? node, string what) => node as JsonObject ?? throw Bad(what, "an object", node);

    public static JsonArray Array(JsonNode? node, string what, int most)
    {
        var array = node as JsonArray ?? throw Bad(what, "a list", node);
        return array.Count <= most ? array : throw new MeasurementException($"{what}: {array.Count} entries, more than {most}");
    }

    public static string Text(JsonNode? node, string what, int least, int most) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length >= least && text.Length <= most
            ? text
            : throw Bad(what, $"a text of {least} to {most} characters", node);

    /// <summary>A whole number from zero; absent is zero where that is allowed.</summary>
    public static long Count(JsonNode? node, string what, bool optional = false)
    {
        if (node is null && optional) return 0;
        return node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<long>(out var count)
            && count is >= 0 and <= MaxCount
            ? count
            : throw Bad(what, "a whole number from 0", node);
    }

    /// <summary>A whole number within bounds.</summary>
    public static int Index(JsonNode? node, string what, int least, int most) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var index)
            && index >= least && index <= most
            ? index
            : throw Bad(what, $"a whole number from {least} to {most}", node);

    public static JsonArray Pair(JsonNode? node, string what) =>
        node is JsonArray { Count: 2 } pair ? pair : throw Bad(what, "a pair", node);

    private static MeasurementException Bad(string what, string expected, JsonNode? node)
    {
        var found = node?.ToJsonString() ?? "nothing";
        return new($"{what}: {(found.Length <= 40 ? found : found[..39] + "…")} is not {expected}");
    }
}
