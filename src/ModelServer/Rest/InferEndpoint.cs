using Microsoft.ML.OnnxRuntime;
using Modelwright.ModelServer.Batching;
using Modelwright.ModelServer.Execution;
using Modelwright.ModelServer.Metrics;

namespace Modelwright.ModelServer.Rest;

/// <summary>Answers <c>POST …/infer</c>.</summary>
internal sealed partial class InferEndpoint(
    RequestBodyReader bodies, BodyBudget budget, ServerMetrics metrics, TimeProvider clock, ILogger<InferEndpoint> logger)
{
    /// <summary>The header of a router's copy, whose answer nobody waits for.</summary>
    public const string ShadowHeader = "modelwright-shadow";

    /// <summary>Answers one request, whatever happens; counts it and its time.</summary>
    public async Task HandleAsync(HttpContext context, InferenceService? service)
    {
        var started = clock.GetTimestamp();
        try
        {
            if (service is null) throw new RequestException(StatusCodes.Status503ServiceUnavailable, "the model is not ready");
            await AnswerAsync(context, service, started);
        }
        catch (RequestException e)
        {
            await FailAsync(context, e.StatusCode, e.Message);
        }
        catch (QueueFullException e)
        {
            await FailAsync(context, StatusCodes.Status503ServiceUnavailable, e.Message);
        }
        catch (RunTimeoutException e)
        {
            LogRunFailed(e.Message);
            await FailAsync(context, StatusCodes.Status504GatewayTimeout, e.Message);
        }
        catch (OnnxRuntimeException e)
        {
            LogRunFailed(e.Message);
            await FailAsync(context, RunFailure.StatusCode(e), $"the model cannot be run on this input: {e.Message}");
        }
        catch (BadHttpRequestException e)
        {
            await FailAsync(context, e.StatusCode, e.Message);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            metrics.Answered(StatusCodes.Status499ClientClosedRequest, clock.GetElapsedTime(started));
            return;
        }
        catch (Exception e)
        {
            LogUnexpected(e);
            await FailAsync(context, StatusCodes.Status500InternalServerError, "internal error; the server's log has the details");
        }

        metrics.Answered(context.Response.StatusCode, clock.GetElapsedTime(started));
    }

    private async Task AnswerAsync(HttpContext context, InferenceService service, long started)
    {
        using var reservation = new BodyReservation(budget);
        using var request = await ParseAsync(context, service, reservation);
        var parsed = clock.GetTimestamp();
        metrics.Parsed(clock.GetElapsedTime(started, parsed));
        using var result = await service.Queue.RunAsync(request.Inputs!, context.RequestAborted);
        var ran = clock.GetTimestamp();
        using var sink = new ResponseSink(context);
        var isCopy = context.Request.Headers.ContainsKey(ShadowHeader);
        request.Token = isCopy ? null : service.Feedback?.Issue(result, Math.Max(1, Batch.Rows(request.Inputs!)));
        await service.Writer.WriteAsync(request, result, sink);
        // The answer can be given; and whoever has read it finds it counted.
        service.Counters?.Count(result);
        service.Features.Counters?.Count(request.Inputs, result, isCopy);
        await sink.CompleteAsync();
        metrics.Written(clock.GetElapsedTime(ran));
    }

    private async ValueTask<InferRequest> ParseAsync(HttpContext context, InferenceService service, BodyReservation reservation)
    {
        if (context.Request.Headers.ContainsKey("Inference-Header-Content-Length"))
            throw new RequestException(
                StatusCodes.Status415UnsupportedMediaType, "the binary tensor data extension is not supported by this server; send JSON");
        using var body = await bodies.ReadAsync(context, reservation);
        return service.Parser.Parse(body.Bytes);
    }

    private static async Task FailAsync(HttpContext context, int status, string message)
    {
        // Once bytes are on their way, only cutting the connection tells the caller that they are not the answer.
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        if (status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "1";
        // The rest of a body that is too large is not worth reading.
        if (status == StatusCodes.Status413PayloadTooLarge) context.Response.Headers.Connection = "close";
        await HttpAnswer.SendErrorAsync(context, status, message);
    }

    [LoggerMessage(LogLevel.Warning, "A run failed: {Problem}")]
    private partial void LogRunFailed(string problem);

    [LoggerMessage(LogLevel.Error, "A request failed unexpectedly")]
    private partial void LogUnexpected(Exception exception);
}
