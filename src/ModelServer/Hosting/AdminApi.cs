using Modelwright.ModelServer.Metrics;
using Modelwright.ModelServer.Rest;

namespace Modelwright.ModelServer.Hosting;

/// <summary>The port for operators: <c>/metrics</c> and <c>/healthz</c>.</summary>
internal sealed class AdminApi(ServerState state, ServerMetrics metrics)
{
    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value;
        if (path is not ("/metrics" or "/healthz"))
        {
            await HttpAnswer.SendErrorAsync(context, StatusCodes.Status404NotFound, $"no such path: {Quoted.Text(path ?? "")}");
        }
        else if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await HttpAnswer.SendErrorAsync(
                context, StatusCodes.Status405MethodNotAllowed, $"{Quoted.Text(context.Request.Method)} is not allowed here; use GET");
        }
        else if (path == "/healthz")
        {
            await HttpAnswer.SendLiveAsync(context, state.IsLive);
        }
        else
        {
            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            if (HttpMethods.IsGet(context.Request.Method)) await metrics.WriteAsync(context.Response.Body, context.RequestAborted);
        }
    }
}
