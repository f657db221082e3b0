using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.ObjectPool;
using Modelwright.Router.Settings;
using Yarp.ReverseProxy.Forwarder;

namespace Modelwright.Router.Forwarding;

/// <summary>
/// One attempt over HTTP/1.1: the request's body goes out whole before the answer comes in, so both are two plain copies one after the
/// other. YARP's forwarder, which is made for both at once and for upgrades, takes more than twice the time for it (docs/adr/0114). What
/// becomes of the headers is the transformer's affair here as there.
/// </summary>
public sealed class Http1Exchange(RouterOptions options, TimeProvider clock)
{
    private const int BufferBytes = 65_536;
    private const int SmallestBuffer = 4_096;
    private const int Http2InternalError = 2;
    private readonly ObjectPool<SilenceDeadline> deadlines = new DefaultObjectPool<SilenceDeadline>(new Deadlines(options, clock), 1_024);

    /// <summary>Forwards the request; null when the backend's answer reached its end.</summary>
    public async Task<AttemptResult?> SendAsync(
        HttpContext context, string address, HttpMessageInvoker client, BackendTransformer transformer, ReplayStream? body)
    {
        var deadline = deadlines.Get();
        deadline.Begin(context.RequestAborted);
        HttpRequestMessage? request = null;
        try
        {
            request = await RequestAsync(context, address, transformer, body, deadline);
            using var response = await client.SendAsync(request, deadline.Token);
            if (response.StatusCode == HttpStatusCode.SwitchingProtocols) return new AttemptResult(AttemptFailure.Protocol, null);
            return await AnswerAsync(context, response, transformer, deadline);
        }
        catch (Exception e) when (!transformer.Responded)
        {
            return new AttemptResult(
                request is null ? AttemptFailure.Protocol
                : context.RequestAborted.IsCancellationRequested ? AttemptFailure.ClientGone
                : body?.Fault is not null ? AttemptFailure.ClientBody
                : e is OperationCanceledException ? AttemptFailure.Timeout
                : FailureClassifier.BeforeResponse(e),
                e);
        }
        finally
        {
            deadlines.Return(deadline);
        }
    }

    private static async Task<HttpRequestMessage> RequestAsync(
        HttpContext context, string address, BackendTransformer transformer, ReplayStream? body, SilenceDeadline deadline)
    {
        var request = new HttpRequestMessage(HttpMethod.Parse(context.Request.Method), (Uri?)null)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body is null ? null : new RequestBody(body, deadline),
        };
        await transformer.TransformRequestAsync(context, request, address, deadline.Token);
        request.RequestUri ??= RequestUtilities.MakeDestinationAddress(address, context.Request.Path, context.Request.QueryString);
        return request;
    }

    private static async Task<AttemptResult?> AnswerAsync(
        HttpContext context, HttpResponseMessage response, BackendTransformer transformer, SilenceDeadline deadline)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = response.ReasonPhrase;
        await transformer.TransformResponseAsync(context, response, deadline.Token);
        var length = response.Content.Headers.ContentLength ?? BufferBytes;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(length, SmallestBuffer, BufferBytes));
        var isReading = true;
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(deadline.Token);
            while (true)
            {
                isReading = true;
                var reading = stream.ReadAsync(buffer, deadline.Token);
                // The body lets wait for itself: the head need not.
                if (!reading.IsCompleted && !context.Response.HasStarted) await context.Response.Body.FlushAsync(deadline.Token);
                var read = await reading;
                if (read == 0) break;
                isReading = false;
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), deadline.Token);
                deadline.Moved();
            }

            await transformer.TransformResponseTrailersAsync(context, response, deadline.Token);
            return null;
        }
        catch (Exception e)
        {
            var isClient = context.RequestAborted.IsCancellationRequested || (!isReading && e is not OperationCanceledException);
            Break(context);
            return new AttemptResult(isClient ? AttemptFailure.ClientGone : AttemptFailure.Response, e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // The client must not take what came for the whole.
    private static void Break(HttpContext context)
    {
        if (!context.Response.HasStarted) return;
        if (context.Features.Get<IHttpResetFeature>() is { } reset) reset.Reset(Http2InternalError);
        else context.Abort();
    }

    private sealed class Deadlines(RouterOptions options, TimeProvider clock) : PooledObjectPolicy<SilenceDeadline>
    {
        public override SilenceDeadline Create() => new(options.BackendTimeout, clock);

        public override bool Return(SilenceDeadline obj)
        {
            if (obj.TryReset()) return true;
            obj.Dispose();
            return false;
        }
    }
}
