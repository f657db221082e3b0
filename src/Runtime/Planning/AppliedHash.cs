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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, body);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private static void Add(IncrementalHash hash, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                Add(hash, "{");
                foreach (var (name, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
                {
                    Add(hash, name);
                    Add(hash, "\0:");
                    Add(hash, value);
                }

                Add(hash, "}");
                break;
            case JsonArray items:
                Add(hash, "[");
                foreach (var item in items) Add(hash, item);
                Add(hash, "]");
                break;
            default:
                Add(hash, node?.ToJsonString() ?? "null");
                Add(hash, "\0,");
                break;
        }
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
}
