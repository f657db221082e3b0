using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.LocalCluster.Json;

/// <summary>
/// JSON text in and out as Kubernetes treats it: integers are 64-bit where they fit, other numbers are doubles, the last of several equal
/// keys wins (and is reported), depth is bounded. Parsed trees are complete: nothing in them is read lazily, so they may be shared.
/// </summary>
public static class JsonText
{
    /// <summary>Deeper documents are refused.</summary>
    public const int MaxDepth = 100;

    /// <summary>For writing: compact, without the escapes that only HTML needs.</summary>
    public static JsonSerializerOptions Options { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 4 * MaxDepth };

    /// <summary>Parses one JSON value.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="duplicates">Gets the path of every repeated key, such as <c>spec.replicas</c>.</param>
    /// <param name="maxDepth">How deep it may be.</param>
    /// <exception cref="JsonException">The text is not JSON, or too deep.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, ICollection<string>? duplicates = null, int maxDepth = MaxDepth)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        if (!reader.Read()) throw new JsonException("unexpected end of JSON input");
        var value = ReadValue(ref reader, "", duplicates);
        if (reader.Read()) throw new JsonException("unexpected text after the JSON value");
        return value;
    }

    /// <summary>Parses a JSON object.</summary>
    public static JsonObject ParseObject(string text) =>
        (JsonObject)(Parse(System.Text.Encoding.UTF8.GetBytes(text)) ?? throw new JsonException("null where an object is expected"));

    /// <summary>Writes a JSON value.</summary>
    public static byte[] Write(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer,
            new JsonWriterOptions { Encoder = Options.Encoder, MaxDepth = Options.MaxDepth, SkipValidation = true }))
            if (node is null) writer.WriteNullValue();
            else node.WriteTo(writer, Options);
        return buffer.WrittenSpan.ToArray();
    }

    private static JsonNode? ReadValue(ref Utf8JsonReader reader, string path, ICollection<string>? duplicates) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader, path, duplicates),
        JsonTokenType.StartArray => ReadArray(ref reader, path, duplicates),
        JsonTokenType.String => JsonValue.Create(reader.GetString()!),
        JsonTokenType.Number => reader.TryGetInt64(out var integer) ? JsonValue.Create(integer)
            : JsonValue.Create(Finite(reader.GetDouble())),
        JsonTokenType.True => JsonValue.Create(true),
        JsonTokenType.False => JsonValue.Create(false),
        _ => null,
    };

    private static double Finite(double value) =>
        double.IsFinite(value) ? value : throw new JsonException("a number is too large");

    private static JsonObject ReadObject(ref Utf8JsonReader reader, string path, ICollection<string>? duplicates)
    {
        var result = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            var inner = duplicates is null ? "" : path.Length == 0 ? key : $"{path}.{key}";
            if (duplicates is not null && result.ContainsKey(key)) duplicates.Add(inner);
            result[key] = ReadValue(ref reader, inner, duplicates);
        }

        return result;
    }

    private static JsonArray ReadArray(ref Utf8JsonReader reader, string path, ICollection<string>? duplicates)
    {
        var result = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            result.Add(ReadValue(ref reader, duplicates is null ? "" : $"{path}[{result.Count}]", duplicates));
        return result;
    }
}
