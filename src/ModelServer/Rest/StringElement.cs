using System.Text.Unicode;
using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Rest;

/// <summary>BYTES: a JSON string. What is read is where it stands in the text; it is decoded when it is copied into the tensor.</summary>
internal readonly unsafe struct StringElement : IJsonElement<JsonStringPlace>
{
    public static string Expected => "strings (bytes that are not UTF-8 travel only with the binary tensor data extension)";

    public static byte* Read(byte* p, byte* end, out JsonStringPlace value)
    {
        value = default;
        if (p == end || *p != '"') return null;
        var next = JsonCursor.ScanString(p, end, out var escaped);
        if (next is null) return null;
        value = new JsonStringPlace(p + 1, (int)(next - p) - 2, escaped);
        return Utf8.IsValid(value.Raw) ? next : null;
    }
}
