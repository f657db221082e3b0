using System.Text.Json;
using System.Text.Json.Nodes;
using Modelwright.Artifacts;

namespace Modelwright.Operator.Pods;

/// <summary>
/// What a program of ours left as a container's termination message. The container may be anything the user named, so the text is
/// taken as foreign: parts that are not as agreed are dropped.
/// </summary>
public sealed record TerminationMessage
{
    private const int MaxMessage = 600;

    /// <summary>The digest of the fetched file.</summary>
    public string? Digest { get; init; }

    /// <summary>The size of the fetched file.</summary>
    public long? Bytes { get; init; }

    /// <summary>Why the program failed: one word.</summary>
    public string? Reason { get; init; }

    /// <summary>The reason in words.</summary>
    public string? Message { get; init; }

    /// <summary>The object as it was sent, for parts that only one reader needs; null when the text was not a JSON object.</summary>
    public JsonObject? Json { get; init; }

    /// <summary>Reads the text; text that is not JSON becomes the message.</summary>
    public static TerminationMessage Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new();
        JsonObject? json = null;
        try
        {
            json = JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            // Not from a program of ours; the text itself is the best there is.
        }

        if (json is null) return new() { Message = Tidy(LastLines(text)) };
        return new()
        {
            Digest = Sha256Digest.TryParse(Text(json, "digest"), out var digest, out _) ? digest.ToString() : null,
            Bytes = json["bytes"] is JsonValue value && value.TryGetValue<long>(out var bytes) && bytes >= 0 ? bytes : null,
            Reason = Text(json, "reason"),
            Message = Text(json, "message") is { } message ? Tidy(message) : null,
            Json = json,
        };
    }

    /// <summary>Text fit for a condition: one line, bounded, nothing invisible.</summary>
    public static string Tidy(string text)
    {
        var line = new string([.. text.Take(4 * MaxMessage).Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        return line.Length <= MaxMessage ? line : line[..(MaxMessage - 1)].TrimEnd() + "…";
    }

    private static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Of a log's tail, the end says most.</summary>
    private static string LastLines(string text) => text.Length <= MaxMessage ? text : text[^MaxMessage..];
}
