using System.Buffers;
using Microsoft.AspNetCore.Http;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Authorization;
using Modelwright.LocalCluster.Watching;

namespace Modelwright.LocalCluster.Http;

/// <summary>One HTTP request and its answer.</summary>
internal static class Exchange
{
    private const string Bearer = "Bearer ";

    public static async Task RunAsync(ApiServer server, HttpContext context)
    {
        ApiResponse response;
        try
        {
            response = server.Handle(await ReadAsync(context));
        }
        catch (BadHttpRequestException error)
        {
            response = ApiResponse.Of(error.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ApiErrors.TooLarge(server.Machinery.Options.MaxBodyBytes)
                : new ApiException(error.StatusCode, "BadRequest", error.Message));
        }

        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A defect of the server must not look like a broken connection.
            response = ApiResponse.Of(ApiErrors.Internal($"{error.GetType().Name}: {error.Message}"));
        }

        await WriteAsync(context, response);
    }

    private static async Task<ApiRequest> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var headers = request.Headers;
        var authorization = headers.Authorization.ToString();
        if (headers.Keys.Any(name => name.StartsWith("Impersonate-Extra-", StringComparison.OrdinalIgnoreCase)))
            throw new BadHttpRequestException("Impersonate-Extra headers are not supported by this server: leave them out");
        return new ApiRequest(request.Method, request.Path.Value ?? "/", request.QueryString.Value?.TrimStart('?') ?? "")
        {
            Body = await BodyAsync(request, context.RequestAborted),
            ContentType = request.ContentType,
            Accept = headers.Accept.ToString(),
            UserAgent = headers.UserAgent.ToString(),
            Token = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null,
            Impersonate = Impersonation.Of(name => headers[name]),
        };
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength == 0 || HttpMethods.IsGet(request.Method)) return default;
        using var buffer = new MemoryStream((int)(request.ContentLength ?? 0));
        await request.Body.CopyToAsync(buffer, stop);
        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static async Task WriteAsync(HttpContext context, ApiResponse response)
    {
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        foreach (var (name, value) in response.Headers) context.Response.Headers.Append(name, value);
        if (response.Watch is { } watch)
        {
            using (watch) await SendAsync(context, watch);
        }
        else if (response.Writer is { } writer)
        {
            await SendAsync(context, writer);
        }
        else
        {
            context.Response.ContentLength = response.Body.Length;
            if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
        }
    }

    private static async Task SendAsync(HttpContext context, WatchSession watch)
    {
        var body = context.Response.BodyWriter;
        try
        {
            // The headers go out at once: a client must not wait for the first event to learn that the watch is open.
            await context.Response.StartAsync(context.RequestAborted);
            await body.FlushAsync(context.RequestAborted);
            do
            {
                while (watch.TryRead(out var frame)) body.Write(frame.Span);
                if ((await body.FlushAsync(context.RequestAborted)).IsCompleted) return;
            }
            while (await watch.WaitAsync(inline: false, context.RequestAborted));
        }
        catch (OperationCanceledException)
        {
            // The client is gone.
        }
    }

    private static async Task SendAsync(HttpContext context, Func<Stream, CancellationToken, Task> writer)
    {
        try
        {
            await using var body = new FlushingStream(context.Response.Body);
            await writer(body, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client is gone.
        }
        catch (ApiException error) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, ApiResponse.Of(error));
        }
    }
}
