using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.Operator.Pods;

/// <summary>Termination messages that may be compressed: <c>{"deflate":"…"}</c>.</summary>
internal static class Packed
{
    private const int MaxText = 1024 * 1024;

    /// <summary>The object; null when the text is none.</summary>
    public static JsonObject? Read(string? text) =>
        Plain(text) is not { } json ? null
        : json["deflate"] is JsonValue value && value.TryGetValue<string>(out var packed) ? Inflate(packed) : json;

    /// <summary>The object as it stands, not unpacked; null when the text is none.</summary>
    public static JsonObject? Plain(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxText) return null;
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject? Inflate(string packed)
    {
        var bytes = new byte[packed.Length];
        if (!Convert.TryFromBase64String(packed, bytes, out var count)) return null;
        using var inflater = new DeflateStream(new MemoryStream(bytes, 0, count), CompressionMode.Decompress);
        var buffer = new byte[MaxText + 1];
        try
        {
            var length = inflater.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return length > MaxText ? null : Plain(Encoding.UTF8.GetString(buffer, 0, length));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
