using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Rest;

/// <summary>Sends answers: JSON with its length, no other body ever.</summary>
internal static class HttpAnswer
{
    private const string Json = "application/json";

    /// <summary>Sends a body with a status.</summary>
    public static async Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = Json;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.BodyWriter.WriteAsync(body);
    }

    /// <summary>Sends <c>{"error": message}</c> and nothing else.</summary>
    public static async Task SendErrorAsync(HttpContext context, int status, string message)
    {
        using var writer = new Utf8Writer();
        writer.Write("{\"error\":"u8);
        JsonText.Write(writer, message);
        writer.Write((byte)'}');
        await SendAsync(context, status, writer.Written);
    }
}
