using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Mirroring;

/// <summary>Copies over HTTP: what the shadow gets, what is counted, and that the client notices nothing.</summary>
public sealed class MirrorTests
{
    private const string Path = "/v2/models/fraud/infer";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Share_of_the_others_requests_is_copied_and_compared()
    {
        await using var stable = await StartAsync("fraud-1", "0.5");
        await using var shadow = await StartAsync("fraud-2", "0.5000001");
        await using var router = await RouterAsync(stable, shadow, percent: 30);
        using var client = new HttpClient();
        for (var i = 0; i < 300; i++)
        {
            using var response = await client.PostAsync(new Uri(router.Url, Path), new StringContent("{}"), Token);
            response.Headers.GetValues("x-modelwright-revision").ShouldBe(["fraud-1"]);
        }

        var mirror = await SettledAsync(router, m => m["sent"]!.GetValue<int>());
        // 90 ± five standard deviations.
        var sent = mirror["sent"]!.GetValue<int>();
        sent.ShouldBeInRange(50, 130);
        mirror.ToJsonString().ShouldBe(
            $$"""{"sent":{{sent}},"compared":{{sent}},"disagreed":0,"failed":0,"dropped":0,"skipped":0}""");
        shadow.Requests.ShouldBe(sent);
        (await router.CountersAsync("fraud-2"))["requests"]!.GetValue<int>().ShouldBe(0);
        (await router.CountersAsync("fraud-1"))["requests"]!.GetValue<int>().ShouldBe(300);
        (await router.MetricsAsync()).ShouldContain(
            $$"""mirrored_requests_total{model="fraud",revision="fraud-2",outcome="Agreed"} {{sent}}""");
    }

    [Fact]
    public async Task Copy_is_the_request_and_says_that_it_is_a_copy()
    {
        var seen = new ConcurrentQueue<string>();
        async Task Record(HttpContext context)
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = context.Request.Headers.Where(h => h.Key is not "Content-Length" and not "Transfer-Encoding")
                .OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}={h.Value}");
            var target = context.Request.Path + context.Request.QueryString;
            seen.Enqueue($"{target} {string.Join('|', headers)} {await reader.ReadToEndAsync()}");
        }

        await using var stable = await TestBackend.StartAsync("fraud-1", handler: Record);
        await using var shadow = await TestBackend.StartAsync("fraud-2", handler: Record);
        await using var router = await RouterAsync(stable, shadow);
        using var client = new HttpClient();
        foreach (var chunked in (bool[])[false, true])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(router.Url, Path + "?x=1"))
            {
                Content = chunked
                    ? new StreamContent(new UnknownLengthStream(Encoding.UTF8.GetBytes(new string('y', 100_000))))
                    : new StringContent("body", Encoding.UTF8, "application/json"),
                Headers =
                {
                    { "x-user", "me" }, { "modelwright-shadow", "true" }, { "Connection", "x-private" }, { "x-private", "1" },
                    { "Authorization", "Bearer t" },
                },
            };
            (await client.SendAsync(request, Token)).Dispose();
            await Eventually.Async(() => seen.Count == 2, "both requests");
            seen.TryDequeue(out var real).ShouldBeTrue();
            seen.TryDequeue(out var copy).ShouldBeTrue();
            copy!.Replace("modelwright-shadow=true|", "", StringComparison.Ordinal).ShouldBe(real);
            copy.ShouldContain("modelwright-shadow=true");
            real!.ShouldNotContain("shadow");
            real.ShouldNotContain("private");
        }
    }

    [Theory]
    [InlineData(200, "0.6", 0, "0.5", """{"sent":1,"compared":1,"disagreed":1,"failed":0,"dropped":0,"skipped":0}""")]
    [InlineData(500, "0.5", 0, "0.5", """{"sent":1,"compared":1,"disagreed":1,"failed":1,"dropped":0,"skipped":0}""")]
    [InlineData(400, "0.5", 0, "0.5", """{"sent":1,"compared":1,"disagreed":1,"failed":0,"dropped":0,"skipped":0}""")]
    [InlineData(0, "", 0, "0.5", """{"sent":1,"compared":1,"disagreed":1,"failed":1,"dropped":0,"skipped":0}""")]
    [InlineData(200, "0.5", 500, "0.5", """{"sent":1,"compared":1,"disagreed":1,"failed":0,"dropped":0,"skipped":0}""")]
    [InlineData(500, "0.5", 500, "0.5", """{"sent":1,"compared":1,"disagreed":0,"failed":0,"dropped":0,"skipped":0}""")]
    public async Task Outcome_is_counted(int shadowStatus, string shadowValue, int status, string value, string counters)
    {
        await using var stable = await StartAsync("fraud-1", value, status == 0 ? 200 : status);
        await using var shadow = await StartAsync("fraud-2", shadowValue, shadowStatus);
        await using var router = await RouterAsync(stable, shadow);
        using var client = new HttpClient();
        (await client.PostAsync(new Uri(router.Url, Path), new StringContent("{}"), Token)).Dispose();
        (await SettledAsync(router, _ => 1)).ToJsonString().ShouldBe(counters);
    }

    [Fact]
    public async Task Shadow_that_nobody_listens_for_has_failed_and_the_client_has_its_answer()
    {
        await using var stable = await StartAsync("fraud-1", "0.5");
        await using var nobody = new ServiceProxy();
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, "mirror", """{"revision":"fraud-2","percent":100}""",
            ("fraud-1", stable.Url, 100), ("fraud-2", nobody.Url, 0));
        using var client = new HttpClient();
        using var response = await client.PostAsync(new Uri(router.Url, Path), new StringContent("{}"), Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await SettledAsync(router, _ => 1))["failed"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Shadow_that_hangs_delays_nobody_and_what_is_too_much_is_dropped()
    {
        const int requests = 300, bound = 256;
        await using var stable = await StartAsync("fraud-1", "0.5");
        var shadow = await TestBackend.StartAsync("fraud-2", handler: c => Task.Delay(Timeout.Infinite, c.RequestAborted));
        await using var router = await RouterAsync(stable, shadow);
        using var client = new HttpClient();
        for (var i = 0; i < requests; i++)
        {
            using var response = await client.PostAsync(new Uri(router.Url, Path), new StringContent("{}"), Token);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            await response.Content.ReadAsStringAsync(Token);
        }

        await Eventually.Async(() => shadow.Requests == bound, "the copies are under way");
        var mirror = (await router.CountersAsync("fraud-2"))["mirror"]!;
        mirror["sent"]!.GetValue<int>().ShouldBe(bound);
        mirror["dropped"]!.GetValue<int>().ShouldBe(requests - bound);
        mirror["compared"]!.GetValue<int>().ShouldBe(0);
        // Its end is the end of the copies, and new ones get their turn.
        await shadow.KillAsync();
        await shadow.DisposeAsync();
        (await SettledAsync(router, _ => bound, requests - bound))["failed"]!.GetValue<int>().ShouldBe(bound);
    }

    [Fact]
    public async Task Bodies_beyond_the_replay_bound_are_dropped_or_not_compared()
    {
        var large = new string(' ', 20_000);
        await using var stable = await StartAsync("fraud-1", "0.5");
        await using var shadow = await StartAsync("fraud-2", "0.5" + large);
        await using var router = await TestRouter.StartAsync(o => o with { MaxReplayBytes = 10_000 });
        await PushAsync(router, stable, shadow, 100);
        using var client = new HttpClient();
        (await client.PostAsync(new Uri(router.Url, Path), new StringContent("{}"), Token)).Dispose();
        await SettledAsync(router, _ => 1);
        (await client.PostAsync(new Uri(router.Url, Path), new StringContent(large), Token)).Dispose();
        using var chunked = new StreamContent(new UnknownLengthStream(Encoding.UTF8.GetBytes(large)));
        (await client.PostAsync(new Uri(router.Url, Path), chunked, Token)).Dispose();
        var mirror = await SettledAsync(router, _ => 1, dropped: 2);
        mirror.ToJsonString().ShouldBe("""{"sent":1,"compared":0,"disagreed":0,"failed":0,"dropped":2,"skipped":1}""");
        stable.Requests.ShouldBe(3);
        shadow.Requests.ShouldBe(1);
    }

    [Theory]
    [InlineData("GET", "/v2/models/fraud")]
    [InlineData("GET", "/v2/health/ready")]
    [InlineData("POST", "/v2/repository/index")]
    [InlineData("POST", "/predict")]
    public async Task Only_predictions_are_copied(string method, string path)
    {
        await using var stable = await StartAsync("fraud-1", "0.5");
        await using var shadow = await StartAsync("fraud-2", "0.5");
        await using var router = await RouterAsync(stable, shadow);
        using var client = new HttpClient();
        (await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(router.Url, path)), Token)).Dispose();
        // What the shadow answers itself has nobody to be compared with.
        await router.PushAsync("fraud", 2, "mirror", """{"revision":"fraud-2","percent":100}""",
            ("fraud-1", stable.Url, 0), ("fraud-2", shadow.Url, 100));
        (await client.PostAsync(new Uri(router.Url, Path), new StringContent("{}"), Token)).Dispose();
        // Copies start before the next request's answer, so one more answered copy shows that there was none before.
        await router.PushAsync("fraud", 3, "mirror", """{"revision":"fraud-2","percent":100}""",
            ("fraud-1", stable.Url, 100), ("fraud-2", shadow.Url, 0));
        (await client.PostAsync(new Uri(router.Url, Path), new StringContent("{}"), Token)).Dispose();
        (await SettledAsync(router, _ => 1))["sent"]!.GetValue<int>().ShouldBe(1);
        shadow.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Answer_that_the_client_did_not_get_is_not_copied()
    {
        await using var slow = await TestBackend.StartAsync("fraud-1", handler: c => Task.Delay(Timeout.Infinite, c.RequestAborted));
        await using var shadow = await StartAsync("fraud-2", "0.5");
        await using var router = await RouterAsync(slow, shadow);
        using var client = new HttpClient();
        using var give = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var asking = client.PostAsync(new Uri(router.Url, Path), new StringContent("{}"), give.Token);
        await Eventually.Async(() => slow.Requests == 1, "the request is with the backend");
        await give.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asking);
        await Eventually.Async(() => Canceled(router).Result == 1, "the router knows");
        (await router.CountersAsync("fraud-2"))["mirror"]!.ToJsonString().ShouldBe(
            """{"sent":0,"compared":0,"disagreed":0,"failed":0,"dropped":0,"skipped":0}""");
        shadow.Requests.ShouldBe(0);

        static async Task<int> Canceled(TestRouter router) => (await router.CountersAsync("fraud-1"))["canceled"]!.GetValue<int>();
    }

    [Fact]
    public async Task Mirrored_answers_are_byte_for_byte_the_backends()
    {
        var body = Encoding.UTF8.GetBytes(new string('z', 300_000));
        await using var stable = await TestBackend.StartAsync("fraud-1", handler: async context =>
        {
            for (var i = 0; i < 3; i++)
            {
                await context.Response.Body.WriteAsync(body.AsMemory(i * 100_000, 100_000), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
        await using var shadow = await StartAsync("fraud-2", "0.5");
        await using var router = await RouterAsync(stable, shadow);
        using var client = new HttpClient();
        for (var i = 0; i < 5; i++)
        {
            using var response = await client.PostAsync(new Uri(router.Url, Path), new StringContent("{}"), Token);
            (await response.Content.ReadAsByteArrayAsync(Token)).ShouldBe(body);
        }

        (await SettledAsync(router, _ => 5))["disagreed"]!.GetValue<int>().ShouldBe(5);
    }

    private static async Task<JsonNode> SettledAsync(TestRouter router, Func<JsonNode, int> expected, int dropped = 0)
    {
        JsonNode mirror = null!;
        await Eventually.Async(() =>
        {
            mirror = router.CountersAsync("fraud-2").Result["mirror"]!;
            int Of(string name) => mirror[name]!.GetValue<int>();
            return Of("compared") + Of("skipped") == Of("sent") && Of("sent") == expected(mirror) && Of("dropped") == dropped;
        }, "every copy has its outcome");
        return mirror;
    }

    private static async Task<TestRouter> RouterAsync(TestBackend stable, TestBackend shadow, int percent = 100)
    {
        var router = await TestRouter.StartAsync();
        await PushAsync(router, stable, shadow, percent);
        return router;
    }

    private static Task PushAsync(TestRouter router, TestBackend stable, TestBackend shadow, int percent) =>
        router.PushAsync("fraud", 1, "mirror", $$"""{"revision":"fraud-2","percent":{{percent}}}""",
            ("fraud-1", stable.Url, 100), ("fraud-2", shadow.Url, 0));

    // Status 0 ends the connection instead of answering.
    private static Task<TestBackend> StartAsync(string revision, string value, int status = 200) =>
        TestBackend.StartAsync(revision, handler: async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            if (status == 0)
            {
                context.Abort();
                return;
            }

            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(
                $$"""{"model_version":"{{revision}}","outputs":[{"name":"p","datatype":"FP32","shape":[1],"data":[{{value}}]}]}""");
        });
}
