using System.Net;
using System.Net.Sockets;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Activation;

/// <summary>Requests to a Model that is scaled to zero, through the whole router.</summary>
public sealed class ActivationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.1", 20, 1_000)]
    [InlineData("2.0", 20, 1_000)]
    [InlineData("1.1", 20, 3_000_000)]
    // One: .NET's client may keep the next request's head back while the connection's window is used up.
    [InlineData("2.0", 1, 3_000_000)]
    public async Task Requests_wait_for_a_backend_and_are_answered(string version, int count, int bodyBytes)
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await TestRouter.StartAsync();
        await ScaleToZeroAsync(router, 1);
        using var client = new HttpClient
        {
            DefaultRequestVersion = Version.Parse(version),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var requests = Enumerable.Range(0, count).Select(_ => PostAsync(client, router, bodyBytes)).ToList();
        await Eventually.Async(() => router.Server.Metrics.Waiting("fraud").Count == count, "all wait");
        (await router.MetricsAsync()).ShouldContain($$"""modelwright_router_requests_waiting{model="fraud"} {{count}}""");
        requests.ShouldAllBe(r => !r.IsCompleted);

        await router.PushAsync("fraud", 2, ("fraud-1", backend.Url, 100));

        foreach (var (status, body) in await Task.WhenAll(requests))
        {
            status.ShouldBe(HttpStatusCode.OK);
            body.ShouldContain($"\"bytes\":{bodyBytes}");
        }

        (await router.MetricsAsync()).ShouldContain("""requests_waiting{model="fraud"} 0""");
        (await router.MetricsAsync()).ShouldContain($$"""modelwright_router_activation_waits_total{result="Changed"} {{count}}""");
    }

    [Fact]
    public async Task More_than_the_bound_is_503_at_once_and_the_others_wait_on()
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await TestRouter.StartAsync();
        await ScaleToZeroAsync(router, 1, maxRequests: 3);
        using var client = new HttpClient();
        var waiting = Enumerable.Range(0, 3).Select(_ => PostAsync(client, router)).ToList();
        await Eventually.Async(() => router.Server.Metrics.Waiting("fraud").Count == 3, "three wait");
        using (var response = await client.GetAsync(new Uri(router.Url, "/v2/models/fraud"), Token))
        {
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            response.Headers.RetryAfter.ShouldNotBeNull();
            (await response.Content.ReadAsStringAsync(Token)).ShouldContain("3 requests wait for it already");
        }

        await router.PushAsync("fraud", 2, ("fraud-1", backend.Url, 100));
        (await Task.WhenAll(waiting)).ShouldAllBe(a => a.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_holds_too_much_memory_is_503()
    {
        await using var router = await TestRouter.StartAsync(o => o with { ActivationBudgetBytes = 100_000 });
        await ScaleToZeroAsync(router, 1);
        using var client = new HttpClient();
        var (status, body) = await PostAsync(client, router, bodyBytes: 200_000);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body.ShouldContain("memory");
    }

    [Fact]
    public async Task No_backend_in_time_is_503_that_says_how_long()
    {
        await using var router = await TestRouter.StartAsync();
        await ScaleToZeroAsync(router, 1, timeoutSeconds: 1);
        using var client = new HttpClient();
        var (status, body) = await PostAsync(client, router);
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body.ShouldContain("no replica was ready within 1 s");
        router.Server.Metrics.Waiting("fraud").Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_new_table_without_activation_ends_the_wait_with_its_reason()
    {
        await using var router = await TestRouter.StartAsync();
        await ScaleToZeroAsync(router, 1);
        using var client = new HttpClient();
        var waiting = PostAsync(client, router);
        await Eventually.Async(() => router.Server.Metrics.Waiting("fraud").Count == 1, "it waits");
        await ScaleToZeroAsync(router, 2);
        router.Server.Metrics.Waiting("fraud").Count.ShouldBe(1);
        (await router.SendAsync(HttpMethod.Put, "/v1/routes/fraud",
            """{"model":"fraud","revision":3,"backends":[],"reason":"the spec is invalid"}""")).Dispose();
        var (status, body) = await waiting;
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body.ShouldContain("the spec is invalid");
    }

    [Fact]
    public async Task A_client_that_vanishes_waits_no_longer()
    {
        await using var router = await TestRouter.StartAsync();
        await ScaleToZeroAsync(router, 1);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(router.Server.TrafficAddress, Token);
            await client.GetStream().WriteAsync(
                "POST /v2/models/fraud/infer HTTP/1.1\r\nHost: fraud\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray(), Token);
            await Eventually.Async(() => router.Server.Metrics.Waiting("fraud").Count == 1, "it waits");
        }

        await Eventually.Async(() => router.Server.Metrics.Waiting("fraud").Count == 0, "it is gone");
    }

    [Fact]
    public async Task A_router_that_leaves_answers_who_waits_before_its_time_is_over()
    {
        await using var router = await TestRouter.StartAsync(o => o with { DrainTimeout = TimeSpan.FromSeconds(5) });
        await ScaleToZeroAsync(router, 1);
        using var client = new HttpClient();
        var waiting = PostAsync(client, router);
        await Eventually.Async(() => router.Server.Metrics.Waiting("fraud").Count == 1, "it waits");
        await router.Server.DrainAsync();
        var (status, body) = await waiting;
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body.ShouldContain("leaves");
    }

    [Fact]
    public async Task A_backend_that_comes_while_the_router_leaves_still_answers()
    {
        await using var backend = await TestBackend.StartAsync("fraud-1");
        await using var router = await TestRouter.StartAsync();
        await ScaleToZeroAsync(router, 1);
        using var client = new HttpClient();
        var waiting = PostAsync(client, router);
        await Eventually.Async(() => router.Server.Metrics.Waiting("fraud").Count == 1, "it waits");
        var drained = router.Server.DrainAsync();
        await router.PushAsync("fraud", 2, ("fraud-1", backend.Url, 100));
        (await waiting).Status.ShouldBe(HttpStatusCode.OK);
        await drained;
    }

    private static async Task ScaleToZeroAsync(TestRouter router, long revision, int maxRequests = 100, int timeoutSeconds = 60)
    {
        using var response = await router.SendAsync(HttpMethod.Put, "/v1/routes/fraud",
            $$$"""
            {"model":"fraud","revision":{{{revision}}},"hosts":["fraud"],"backends":[],
             "activation":{"maxRequests":{{{maxRequests}}},"timeoutSeconds":{{{timeoutSeconds}}}}}
            """);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Token));
    }

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(HttpClient client, TestRouter router, int bodyBytes = 10)
    {
        using var content = new ByteArrayContent(new byte[bodyBytes]);
        using var response = await client.PostAsync(new Uri(router.Url, "/v2/models/fraud/infer"), content, Token);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }
}
