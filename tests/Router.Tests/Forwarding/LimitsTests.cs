using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Forwarding;

/// <summary>Requests that are too large, too slow, or whose sender leaves; and requests that go nowhere.</summary>
public sealed class LimitsTests
{
    private const string Infer = "/v2/models/fraud/infer";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "1.1")]
    [InlineData(true, "1.1")]
    [InlineData(false, "2.0")]
    [InlineData(true, "2.0")]
    public async Task Body_above_the_limit_is_413_announced_or_not(bool chunked, string version)
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await StartAsync(backend.Url, maxRequestBytes: 10_000);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(router.Url, Infer))
        {
            Content = chunked ? new StreamContent(new UnknownLengthStream(new byte[10_001])) : new ByteArrayContent(new byte[10_001]),
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await client.SendAsync(request, Token);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("10000");
    }

    [Fact]
    public async Task Body_at_the_limit_passes()
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await StartAsync(backend.Url, maxRequestBytes: 10_000);
        using var client = new HttpClient();
        using var response = await client.PostAsync(new Uri(router.Url, Infer), new ByteArrayContent(new byte[10_000]), Token);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("\"bytes\":10000");
    }

    [Fact]
    public async Task Huge_headers_are_431_and_the_router_lives()
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await StartAsync(backend.Url);
        var one = await RawClient.ExchangeAsync(router.Server.TrafficAddress,
            $"GET / HTTP/1.1\r\nHost: fraud\r\nX-Huge: {new string('x', 40_000)}\r\n\r\n");
        var many = await RawClient.ExchangeAsync(router.Server.TrafficAddress,
            $"GET / HTTP/1.1\r\nHost: fraud\r\n{string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: y\r\n"))}\r\n");
        one.ShouldStartWith("HTTP/1.1 431");
        many.ShouldStartWith("HTTP/1.1 431");
        backend.Requests.ShouldBe(0);
        (await GetAsync(router, "/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Limits_of_line_and_headers_are_settings()
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await TestRouter.StartAsync(
            o => o with { MaxRequestLineBytes = 300, MaxHeaderBytes = 2_000, MaxHeaders = 10 });
        await router.PushAsync("fraud", 1, ("fraud-1", backend.Url, 100));
        (await AskAsync($"GET /{new string('x', 280)} HTTP/1.1\r\n")).ShouldStartWith("HTTP/1.1 200");
        (await AskAsync($"GET /{new string('x', 300)} HTTP/1.1\r\n")).ShouldStartWith("HTTP/1.1 414");
        (await AskAsync($"GET / HTTP/1.1\r\nX: {new string('x', 1_900)}\r\n")).ShouldStartWith("HTTP/1.1 200");
        (await AskAsync($"GET / HTTP/1.1\r\nX: {new string('x', 2_000)}\r\n")).ShouldStartWith("HTTP/1.1 431");
        (await AskAsync($"GET / HTTP/1.1\r\n{string.Concat(Enumerable.Repeat("X: y\r\n", 8))}")).ShouldStartWith("HTTP/1.1 200");
        (await AskAsync($"GET / HTTP/1.1\r\n{string.Concat(Enumerable.Repeat("X: y\r\n", 9))}")).ShouldStartWith("HTTP/1.1 431");
        backend.Requests.ShouldBe(3);

        Task<string> AskAsync(string head) =>
            RawClient.ExchangeAsync(router.Server.TrafficAddress, $"{head}Host: fraud\r\nConnection: close\r\n\r\n");
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a b\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: fraud\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx")]
    [InlineData("POST / HTTP/1.1\r\nHost: fraud\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: fraud\r\nTransfer-Encoding: gzip\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: fraud\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: fraud\r\n folded: x\r\n\r\n")]
    [InlineData("GET / HTTP/9.9\r\nHost: fraud\r\n\r\n")]
    [InlineData("PRIVATE\r\n\r\n")]
    [InlineData("P\r\n\r\n")]
    [InlineData("\0\0\0\0")]
    public async Task What_is_not_http_is_refused_and_the_router_lives(string bytes)
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await StartAsync(backend.Url);
        var answer = await RawClient.ExchangeAsync(router.Server.TrafficAddress, bytes);
        answer.ShouldStartWith("HTTP/1.1 ");
        answer.ShouldNotStartWith("HTTP/1.1 2");
        (await GetAsync(router, "/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Client_that_vanishes_cancels_the_backends_request()
    {
        var cancelled = new TaskCompletionSource();
        await using var backend = await TestBackend.StartAsync("fraud-1", async context =>
        {
            await using var registration = context.RequestAborted.Register(() => cancelled.TrySetResult());
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var router = await StartAsync(backend.Url);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(router.Server.TrafficAddress, Token);
            await client.GetStream().WriteAsync(
                "POST /v2/models/fraud/infer HTTP/1.1\r\nHost: fraud\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray(), Token);
            await Eventually.Async(() => backend.Requests == 1, "the request reached the backend");
        }

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        var metrics = "";
        await Eventually.Async(() =>
            (metrics = router.MetricsAsync().GetAwaiter().GetResult()).Contains("""code="canceled"} 1""", StringComparison.Ordinal),
            "it is counted");
        metrics.ShouldContain("""requests_in_flight{model="fraud",revision="fraud-1"} 0""");
        router.Log.Lines.ShouldNotContain(l =>
            l.StartsWith("Warning", StringComparison.Ordinal) || l.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Client_that_vanishes_within_its_body_is_no_failure_of_the_backend()
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await StartAsync(backend.Url);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(router.Server.TrafficAddress, Token);
            await client.GetStream().WriteAsync(
                "POST /v2/models/fraud/infer HTTP/1.1\r\nHost: fraud\r\nContent-Length: 20000\r\n\r\n{"u8.ToArray(), Token);
            await Eventually.Async(() => backend.Requests == 1, "the request reached the backend");
        }

        await Eventually.Async(() =>
            router.MetricsAsync().GetAwaiter().GetResult().Contains("""requests_in_flight{model="fraud",revision="fraud-1"} 0""",
            StringComparison.Ordinal), "it ends");
        (await router.MetricsAsync()).ShouldNotContain("retries_total{");
        (await GetAsync(router, "/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Slow_backend_holds_up_no_one_else()
    {
        var release = new TaskCompletionSource();
        await using var slow = await TestBackend.StartAsync("slow-1", async context =>
        {
            await release.Task;
            await context.Response.WriteAsync("late");
        });
        await using var fast = await TestBackend.StartAsync("fast-1");
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("slow", 1, ("slow-1", slow.Url, 100));
        await router.PushAsync("fast", 1, ("fast-1", fast.Url, 100));
        using var client = new HttpClient();
        var waiting = Enumerable.Range(0, 50).Select(_ => client.GetStringAsync(new Uri(router.Url, "/v2/models/slow"), Token)).ToList();
        await Eventually.Async(() => slow.Requests == 50, "all wait");
        for (var i = 0; i < 50; i++) (await client.GetStringAsync(new Uri(router.Url, "/v2/models/fast"), Token)).ShouldContain("fast-1");
        release.SetResult();
        (await Task.WhenAll(waiting)).ShouldAllBe(t => t == "late");
    }

    [Fact]
    public async Task No_route_is_404_and_says_what_was_looked_for()
    {
        await using var router = await TestRouter.StartAsync();
        var (status, body) = await GetAsync(router, "/v2/models/absent/ready");
        status.ShouldBe(HttpStatusCode.NotFound);
        body.ShouldStartWith("""{"error":"no model is served as host '127.0.0.1:""");
        body.ShouldContain("/v2/models/absent/ready");
        (await router.MetricsAsync()).ShouldContain("""modelwright_router_unrouted_requests_total{reason="no_route"} 1""");
    }

    [Fact]
    public async Task No_backend_is_503_with_the_routes_reason()
    {
        await using var router = await TestRouter.StartAsync();
        (await router.SendAsync(HttpMethod.Put, "/v1/routes/fraud",
            """{"model":"fraud","revision":1,"backends":[],"reason":"the model is scaled to zero"}""")).Dispose();
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(router.Url, "/v2/models/fraud/ready"), Token);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter.ShouldNotBeNull();
        (await response.Content.ReadAsStringAsync(Token)).ShouldBe(
            """{"error":"model 'fraud' has no backend: the model is scaled to zero"}""");
    }

    [Theory]
    [InlineData("CONNECT fraud:80 HTTP/1.1\r\nHost: fraud:80\r\n\r\n")]
    [InlineData("TRACE / HTTP/1.1\r\nHost: fraud\r\n\r\n")]
    public async Task Tunnels_and_traces_are_405(string request)
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await StartAsync(backend.Url);
        (await RawClient.ExchangeAsync(router.Server.TrafficAddress, request)).ShouldStartWith("HTTP/1.1 405");
        backend.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task Head_request_gets_no_body_with_its_error()
    {
        await using var router = await TestRouter.StartAsync();
        var answer = await RawClient.ExchangeAsync(router.Server.TrafficAddress,
            "HEAD /x HTTP/1.1\r\nHost: fraud\r\nConnection: close\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 404");
        answer.ShouldEndWith("\r\n\r\n");
    }

    [Fact]
    public async Task Connections_above_the_limit_are_closed()
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await TestRouter.StartAsync(o => o with { MaxConnections = 2 });
        await router.PushAsync("fraud", 1, ("fraud-1", backend.Url, 100));
        using var one = new TcpClient();
        using var two = new TcpClient();
        foreach (var client in (TcpClient[])[one, two])
        {
            await client.ConnectAsync(router.Server.TrafficAddress, Token);
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: fraud\r\n\r\n"u8.ToArray(), Token);
            (await client.GetStream().ReadAsync(new byte[4_096], Token)).ShouldBeGreaterThan(0);
        }

        using var three = new TcpClient();
        await three.ConnectAsync(router.Server.TrafficAddress, Token);
        await three.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: fraud\r\n\r\n"u8.ToArray(), Token);
        var read = 0;
        try
        {
            read = await three.GetStream().ReadAsync(new byte[4_096], Token);
        }
        catch (IOException)
        {
            // Reset: also closed.
        }

        read.ShouldBe(0);
    }

    private static async Task<TestRouter> StartAsync(Uri backend, long maxRequestBytes = 1 << 20)
    {
        var router = await TestRouter.StartAsync(o => o with { MaxRequestBytes = maxRequestBytes });
        await router.PushAsync("fraud", 1, ("fraud-1", backend, 100));
        return router;
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(TestRouter router, string path)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(router.Url, path), Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }
}
