using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Modelwright.Router.Forwarding;

/// <summary>JSON as people read it in a terminal: quotes stay quotes. It is never put into a page.</summary>
public static class JsonBody
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The UTF-8 bytes of an answer.</summary>
    public static byte[] Of(JsonObject body) => System.Text.Encoding.UTF8.GetBytes(body.ToJsonString(Readable));
}
