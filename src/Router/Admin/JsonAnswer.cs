using System.Text.Json.Nodes;
using Modelwright.Router.Forwarding;

namespace Modelwright.Router.Admin;

/// <summary>Answers of the admin port.</summary>
public static class JsonAnswer
{
    /// <summary>Writes a status and a body.</summary>
    public static async Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonBody.Of(body), context.RequestAborted);
    }
}
