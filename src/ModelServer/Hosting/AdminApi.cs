using Modelwright.ModelServer.Features;
using Modelwright.ModelServer.Json;
using Modelwright.ModelServer.Metrics;
using Modelwright.ModelServer.Outputs;
using Modelwright.ModelServer.Rest;
using Modelwright.ModelServer.Settings;

namespace Modelwright.ModelServer.Hosting;

/// <summary>The port for operators: <c>/metrics</c>, <c>/healthz</c>, <c>/v1/outputs</c> and <c>/v1/features</c>.</summary>
internal sealed class AdminApi(ServerState state, ServerMetrics metrics, ServerSettings settings)
{
    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value;
        if (path is not ("/metrics" or "/healthz" or "/v1/outputs" or "/v1/features"))
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
        else if (path == "/v1/outputs")
        {
            await SendOutputsAsync(context);
        }
        else if (path == "/v1/features")
        {
            using var writer = new Utf8Writer();
            Snapshot.Write(writer, state.Start, settings.Revision, state.Service);
            await HttpAnswer.SendAsync(context, StatusCodes.Status200OK, writer.Written);
        }
        else
        {
            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            if (HttpMethods.IsGet(context.Request.Method)) await metrics.WriteAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private async Task SendOutputsAsync(HttpContext context)
    {
        if (!settings.OutputCounters)
        {
            await HttpAnswer.SendErrorAsync(
                context, StatusCodes.Status404NotFound, "predictions are not counted: MODELWRIGHT_OUTPUT_COUNTERS is off");
            return;
        }

        using var writer = new Utf8Writer();
        OutputsBody.Write(writer, state.Start, settings.Revision, state.Service?.Counters?.Totals() ?? []);
        await HttpAnswer.SendAsync(context, StatusCodes.Status200OK, writer.Written);
    }
}
