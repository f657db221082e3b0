using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Modelwright.Runtime.Planning;

/// <summary>
/// A fingerprint of an apply body, independent of the order of fields. It travels as an annotation of the object: comparing fields alone
/// would not notice a field that a newer operator no longer sends, and that server-side apply would therefore remove.
/// </summary>
public static class AppliedHash
{
    /// <summary>16 hex digits of the SHA-256.</summary>
    public static string Of(JsonNode body)
    {
        // Gathered first: a call of the hash for every name and value costs many times what hashing does.
        var text = new ArrayBufferWriter<byte>(1024);
        Add(text, body);
        return Convert.ToHexStringLower(SHA256.HashData(text.WrittenSpan).AsSpan(0, 8));
    }

    private static void Add(ArrayBufferWriter<byte> text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                Add(text, "{");
                foreach (var (name, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
                {
                    Add(text, name);
                    Add(text, "\0:");
                    Add(text, value);
                }

                Add(text, "}");
                break;
            case JsonArray items:
                Add(text, "[");
                foreach (var item in items) Add(text, item);
                Add(text, "]");
                break;
            default:
                Add(text, node?.ToJsonString() ?? "null");
                Add(text, "\0,");
                break;
        }
    }

    private static void Add(ArrayBufferWriter<byte> text, string part) => Encoding.UTF8.GetBytes(part, text);
}
