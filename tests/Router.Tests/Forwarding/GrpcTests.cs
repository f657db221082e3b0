using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Forwarding;

/// <summary>gRPC as it looks on the wire: HTTP/2 end to end, messages both ways at any time, and the status in trailers.</summary>
public sealed class GrpcTests
{
    private const string ModelInfer = "/inference.GRPCInferenceService/ModelInfer";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_passes_with_its_trailers()
    {
        await using var backend = await StartBackendAsync();
        await using var router = await StartRouterAsync(backend);
        using var client = new HttpClient();

        using var response = await client.SendAsync(Call(router, new ByteArrayContent([0, 0, 0, 0, 2, 8, 1])), Token);

        (await response.Content.ReadAsByteArrayAsync(Token)).ShouldBe([0, 0, 0, 0, 2, 8, 1]);
        response.Version.ShouldBe(HttpVersion.Version20);
        response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
        response.Headers.GetValues("x-modelwright-revision").ShouldBe(["fraud-1"]);
    }

    [Fact]
    public async Task Messages_pass_both_ways_while_the_call_is_open()
    {
        await using var backend = await StartBackendAsync();
        await using var router = await StartRouterAsync(backend);
        using var client = new HttpClient();
        using var turns = new TurnsContent();
        var call = Call(router, turns);
        call.RequestUri = new Uri(router.Url, "/inference.GRPCInferenceService/ModelStreamInfer");
        var answering = client.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, Token);
        await turns.SendAsync(0);
        using var response = await answering;
        await using var answers = await response.Content.ReadAsStreamAsync(Token);
        var buffer = new byte[1];
        for (byte i = 0; i < 20; i++)
        {
            if (i > 0) await turns.SendAsync(i);
            await answers.ReadExactlyAsync(buffer, Token);

            buffer[0].ShouldBe(i);
        }

        turns.Complete();
        (await answers.ReadAsync(buffer, Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Servers_that_go_away_fail_no_call()
    {
        await using var service = new ServiceProxy();
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", service.Url, 100));
        var backend = await StartBackendAsync();
        service.SetEndpoints(backend.Url);
        using var client = new HttpClient();
        var answered = 0;
        var stop = false;
        var workers = Enumerable.Range(0, 8).Select(_ => WorkAsync()).ToList();
        for (var round = 0; round < 12; round++)
        {
            var goal = Volatile.Read(ref answered) + 40;
            await Eventually.Async(() => Volatile.Read(ref answered) >= goal || workers.Exists(w => w.IsFaulted), "calls go on");
            var fresh = await StartBackendAsync();
            service.SetEndpoints(fresh.Url);
            await backend.StopAsync();
            await backend.DisposeAsync();
            backend = fresh;
        }

        Volatile.Write(ref stop, true);
        await Task.WhenAll(workers);
        await backend.DisposeAsync();

        async Task WorkAsync()
        {
            while (!Volatile.Read(ref stop))
            {
                using var response = await client.SendAsync(Call(router, new ByteArrayContent([0, 0, 0, 0, 1, 7])), Token);
                response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Token));
                (await response.Content.ReadAsByteArrayAsync(Token)).Length.ShouldBe(6);
                response.TrailingHeaders.GetValues("grpc-status").ShouldBe(["0"]);
                Interlocked.Increment(ref answered);
            }
        }
    }

    private static HttpRequestMessage Call(TestRouter router, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        return new HttpRequestMessage(HttpMethod.Post, new Uri(router.Url, ModelInfer))
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Headers = { { "TE", "trailers" } },
        };
    }

    private static async Task<TestRouter> StartRouterAsync(TestBackend backend)
    {
        var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", backend.Url, 100));
        return router;
    }

    private static Task<TestBackend> StartBackendAsync() =>
        TestBackend.StartAsync("fraud-1", protocols: HttpProtocols.Http2, handler: async context =>
    {
        context.Request.Headers.TE.ToString().ShouldBe("trailers");
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.StartAsync();
        var buffer = new byte[4_096];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        context.Response.AppendTrailer("grpc-status", "0");
    });
}
