using System.Text.Json.Nodes;

namespace Modelwright.Router.Forwarding;

/// <summary>Answers of the router itself: the Open Inference Protocol's error body, <c>{"error": …}</c>.</summary>
public static class ErrorAnswer
{
    /// <summary>Writes the answer, unless a response has begun or nobody waits for one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status code; 503 carries <c>Retry-After</c>.</param>
    /// <param name="error">What happened and what to do.</param>
    /// <param name="challenge">The value of <c>WWW-Authenticate</c>, if any.</param>
    public static async Task WriteAsync(HttpContext context, int status, string error, string? challenge = null)
    {
        var response = context.Response;
        if (response.HasStarted || context.RequestAborted.IsCancellationRequested) return;
        response.Clear();
        response.StatusCode = status;
        response.ContentType = "application/json";
        if (status == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = "1";
        if (challenge is not null) response.Headers.WWWAuthenticate = challenge;
        var body = JsonBody.Of(new JsonObject { ["error"] = error });
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(body, context.RequestAborted);
    }
}
