using Modelwright.ModelServer.Json;

namespace Modelwright.ModelServer.Rest;

/// <summary>Sends answers: JSON with its length, no other body ever.</summary>
internal static class HttpAnswer
{
    private const string Json = "application/json";
    private static readonly byte[] Live = "{\"live\":true}"u8.ToArray();

    /// <summary>Sends a body with a status.</summary>
    public static async Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = Json;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.BodyWriter.WriteAsync(body);
    }

    /// <summary>Answers a liveness probe.</summary>
    public static Task SendLiveAsync(HttpContext context, bool isLive) => isLive
        ? SendAsync(context, StatusCodes.Status200OK, Live)
        : SendErrorAsync(
            context, StatusCodes.Status503ServiceUnavailable, "not live: a run of the model does not stop; restart the server");

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
