using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Admin;

/// <summary>What the operator's analysis reads, after real requests.</summary>
public sealed class CountersEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_and_failures_are_with_the_revision_that_was_drawn()
    {
        await using var good = await TestBackend.StartAsync("fraud-1");
        await using var bad = await TestBackend.StartAsync("fraud-2", handler: context =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        });
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 7, ("fraud-1", good.Url, 60), ("fraud-2", bad.Url, 40));
        using var client = new HttpClient();
        for (var i = 0; i < 50; i++) (await InferAsync(client, router)).Dispose();

        var counters = await CountersAsync(router, good.Requests + bad.Requests);

        counters["start"]!.GetValue<string>().Length.ShouldBe(32);
        counters["model"]!.GetValue<string>().ShouldBe("fraud");
        counters["route"]!.GetValue<long>().ShouldBe(7);
        counters["waiting"]!.GetValue<int>().ShouldBe(0);
        Of(counters, "fraud-1").ShouldBe((good.Requests, 0, 0));
        Of(counters, "fraud-2").ShouldBe((bad.Requests, bad.Requests, 0));
        foreach (var revision in counters["revisions"]!.AsArray())
            revision!["latency"]!.AsArray().Sum(bin => bin![1]!.GetValue<long>()).ShouldBe(revision["requests"]!.GetValue<long>());
    }

    [Fact]
    public async Task Request_that_another_revision_answers_is_a_failure_of_the_one_drawn_first()
    {
        await using var good = await TestBackend.StartAsync("fraud-1");
        await using var router = await TestRouter.StartAsync(draw: bound => bound - 1);
        await router.PushAsync("fraud", 1, ("fraud-1", good.Url, 50), ("fraud-2", Unreachable(), 50));
        using var client = new HttpClient();
        using var response = await InferAsync(client, router);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);

        var counters = await CountersAsync(router, 1);

        Of(counters, "fraud-1").ShouldBe((0, 0, 0));
        Of(counters, "fraud-2").ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task Client_that_gives_up_is_no_failure()
    {
        await using var slow = await TestBackend.StartAsync("fraud-1", handler: c => Task.Delay(Timeout.Infinite, c.RequestAborted));
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", slow.Url, 100));
        using var client = new HttpClient();
        using var give = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var asking = client.PostAsync(new Uri(router.Url, "/v2/models/fraud/infer"), new StringContent("{}"), give.Token);
        await Eventually.Async(() => slow.Requests == 1, "the request is with the backend");
        await give.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);

        Of(await CountersAsync(router, 1), "fraud-1").ShouldBe((1, 0, 1));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    [InlineData(5, 0)]
    [InlineData(8, 0)]
    [InlineData(12, 1)]
    [InlineData(13, 1)]
    [InlineData(14, 1)]
    [InlineData(15, 1)]
    [InlineData(16, 0)]
    public async Task Status_of_a_gRPC_call_says_whether_the_server_failed(int status, long failures)
    {
        await using var inTrailer = await GrpcAsync("fraud-1", c => c.Response.AppendTrailer("grpc-status", $"{status}"), withBody: true);
        await using var instead = await GrpcAsync("fraud-2", c => c.Response.Headers["grpc-status"] = $"{status}", withBody: false);
        await using var router = await TestRouter.StartAsync();
        using var client = new HttpClient();
        foreach (var (backend, route) in ((TestBackend, long)[])[(inTrailer, 1), (instead, 2)])
        {
            await router.PushAsync("fraud", route, (backend.Revision, backend.Url, 100));
            using var call = new HttpRequestMessage(HttpMethod.Post, new Uri(router.Url, "/inference.GRPCInferenceService/ModelInfer"))
            {
                Content = new ByteArrayContent([0, 0, 0, 0, 0]) { Headers = { { "Content-Type", "application/grpc" } } },
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using var response = await client.SendAsync(call, Token);
            Of(await CountersAsync(router, (int)route), backend.Revision).ShouldBe((1, failures, 0));
        }
    }

    [Theory]
    [InlineData("/v1/counters", HttpStatusCode.BadRequest)]
    [InlineData("/v1/counters?model=", HttpStatusCode.BadRequest)]
    [InlineData("/v1/counters?model=a&model=b", HttpStatusCode.BadRequest)]
    [InlineData("/v1/counters?model=other", HttpStatusCode.NotFound)]
    public async Task Question_without_an_answer_says_why(string path, HttpStatusCode status)
    {
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", Unreachable(), 100));
        using var response = await router.SendAsync(HttpMethod.Get, path);
        response.StatusCode.ShouldBe(status);
        JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["error"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    private static async Task<JsonNode> CountersAsync(TestRouter router, int requests)
    {
        JsonNode? counters = null;
        for (var sum = -1L; sum < requests;)
        {
            using var response = await router.SendAsync(HttpMethod.Get, "/v1/counters?model=fraud");
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            counters = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!;
            // A request is counted just after its answer has left.
            sum = counters["revisions"]!.AsArray().Sum(r => r!["requests"]!.GetValue<long>());
            Token.ThrowIfCancellationRequested();
        }

        return counters!;
    }

    private static (long Requests, long Failures, long Canceled) Of(JsonNode counters, string revision)
    {
        var found = counters["revisions"]!.AsArray().Single(r => r!["revision"]!.GetValue<string>() == revision)!;
        return (found["requests"]!.GetValue<long>(), found["failures"]!.GetValue<long>(), found["canceled"]!.GetValue<long>());
    }

    private static Task<HttpResponseMessage> InferAsync(HttpClient client, TestRouter router) =>
        client.PostAsync(new Uri(router.Url, "/v2/models/fraud/infer"), new StringContent("{}"), Token);

    private static Task<TestBackend> GrpcAsync(string revision, Action<HttpContext> status, bool withBody) =>
        TestBackend.StartAsync(revision, protocols: HttpProtocols.Http2, handler: async context =>
        {
            context.Response.ContentType = "application/grpc";
            if (withBody) await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
            status(context);
        });

    private static Uri Unreachable()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        return new Uri($"http://{taken.LocalEndpoint}");
    }
}
