using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.Operator.Routers;

/// <summary>Reads what routers answer to <c>GET /v1/activity</c> (docs/contracts.md). Unknown members are left alone.</summary>
internal static class ActivityReader
{
    private const int MaxModels = 1_000;
    private const int MaxProblem = 4_096;
    private const long MaxCount = 1L << 53;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Reads an answer.</summary>
    /// <exception cref="RouterUnreachableException">It is not what was agreed.</exception>
    public static RouterActivity Read(ReadOnlySpan<byte> body)
    {
        try
        {
            if (JsonNode.Parse(body, documentOptions: Strict) is JsonObject json && Text(json["start"]) is { } start
                && Count(json["calls"]) is { } calls && json["models"] is JsonArray { Count: <= MaxModels } models)
                return new(start, calls, Models(models));
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new RouterUnreachableException($"answered with something that is not its activity: {error.Message}", error);
        }

        throw new RouterUnreachableException("answered with something that is not its activity");
    }

    private static Dictionary<string, ModelCount> Models(JsonArray models)
    {
        var found = new Dictionary<string, ModelCount>(StringComparer.Ordinal);
        foreach (var node in models)
            found[Text((node as JsonObject)?["model"]) ?? throw new JsonException("a model has no name")] =
                new(Counted(node!["arrivals"]), Counted(node["open"]), Counted(node["waiting"]),
                    Text(node["problem"], MaxProblem) is { } problem ? Pods.TerminationMessage.Tidy(problem) : null);
        return found;
    }

    private static long Counted(JsonNode? node) => Count(node) ?? throw new JsonException("a count is not a whole number from 0");

    private static long? Count(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<long>(out var count) && count is >= 0 and <= MaxCount ? count : null;

    private static string? Text(JsonNode? node, int most = 253) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 && text.Length <= most ? text : null;
}
