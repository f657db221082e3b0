using System.Diagnostics;
using System.Net;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Forwarding;

/// <summary>Changes while requests run: none may fail, and each is answered by a revision that had weight.</summary>
public sealed class UnderLoadTests
{
    [Fact]
    public async Task Swaps_under_load_fail_no_request_and_each_answer_had_weight()
    {
        await using var a = await TestBackend.StartAsync("fraud-a");
        await using var b = await TestBackend.StartAsync("fraud-b");
        await using var c = await TestBackend.StartAsync("fraud-c");
        await using var router = await TestRouter.StartAsync();
        (string, Uri, int)[][] tables =
        [
            [("fraud-a", a.Url, 100)],
            [("fraud-a", a.Url, 95), ("fraud-b", b.Url, 5)],
            [("fraud-a", a.Url, 50), ("fraud-b", b.Url, 50)],
            [("fraud-a", a.Url, 0), ("fraud-b", b.Url, 100)],
            [("fraud-b", b.Url, 100)],
            [("fraud-b", b.Url, 90), ("fraud-c", c.Url, 10)],
            [("fraud-b", b.Url, 100), ("fraud-c", c.Url, 0)],
            [("fraud-c", c.Url, 100)],
        ];
        var swaps = new List<(long Begun, long Acknowledged, string[] Revisions)>();
        await PushAsync(0);
        await using var load = new LoadGenerator(new Uri(router.Url, "/v2/models/fraud/infer"), http1: 8, http2: 8);
        for (var i = 0; i < tables.Length; i++)
        {
            if (i > 0) await PushAsync(i);
            await load.AnswersAsync(300);
        }

        await load.StopAsync();

        load.Failures.ShouldBeEmpty();
        load.Answers.Count.ShouldBeGreaterThan(2_000);
        load.Answers.Where(x => !Allowed(x.From, x.To).Contains(x.Revision)).ShouldBeEmpty();

        async Task PushAsync(int i)
        {
            var begun = Stopwatch.GetTimestamp();
            await router.PushAsync("fraud", i + 1, tables[i]);
            swaps.Add((begun, Stopwatch.GetTimestamp(), [.. tables[i].Where(t => t.Item3 > 0).Select(t => t.Item1)]));
        }

        // In force at some moment of the request: not yet begun when the answer came excludes a table, and so does a later one acknowledged
        // before the question.
        HashSet<string> Allowed(long from, long to) =>
            [.. swaps.Where((s, i) => s.Begun <= to && (i + 1 == swaps.Count || swaps[i + 1].Acknowledged >= from)).SelectMany(s =>
                s.Revisions)];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pods_replaced_behind_a_service_fail_no_request(bool sayClose)
    {
        await using var service = new ServiceProxy();
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", service.Url, 100));
        var pod = await TestBackend.StartAsync("fraud-1");
        service.SetEndpoints(pod.Url);
        await using var load =
            new LoadGenerator(new Uri(router.Url, "/v2/models/fraud/infer"), http1: 12, http2: 4, pause: TimeSpan.FromMilliseconds(4));
        for (var round = 0; round < 25; round++)
        {
            await load.AnswersAsync(40);
            var fresh = await TestBackend.StartAsync("fraud-1");
            service.SetEndpoints(fresh.Url);
            // A polite server says "Connection: close" for a while; an impolite one closes idle connections at once, and requests cross the
            // close.
            if (sayClose)
            {
                pod.Closing = true;
                await load.AnswersAsync(20);
            }

            await pod.StopAsync();
            await pod.DisposeAsync();
            pod = fresh;
        }

        await load.AnswersAsync(40);
        await load.StopAsync();
        await pod.DisposeAsync();

        load.Failures.ShouldBeEmpty();
        load.Answers.Count.ShouldBeGreaterThan(1_000);
    }

    [Fact]
    public async Task Pod_killed_in_the_middle_of_requests_fails_none_that_it_had_not_begun_to_answer()
    {
        await using var service = new ServiceProxy();
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", service.Url, 100));
        await using var load = new LoadGenerator(new Uri(router.Url, "/v2/models/fraud/infer"), http1: 8, http2: 8);
        var pods = new List<TestBackend> { await TestBackend.StartAsync("fraud-1"), await TestBackend.StartAsync("fraud-1") };
        service.SetEndpoints([.. pods.Select(p => p.Url)]);
        var unfinished = 0;
        for (var round = 0; round < 10; round++)
        {
            await load.AnswersAsync(100, unfinished);
            // It is still an endpoint when it dies: the cluster learns of it later.
            await pods[0].KillAsync();
            await pods[0].DisposeAsync();
            unfinished += pods[0].Unfinished;
            await load.AnswersAsync(50, unfinished);
            pods = [pods[1], await TestBackend.StartAsync("fraud-1")];
            service.SetEndpoints([.. pods.Select(p => p.Url)]);
        }

        await load.AnswersAsync(50, unfinished);
        await load.StopAsync();
        foreach (var pod in pods) await pod.DisposeAsync();

        // An answer that has begun cannot be repeated (ADR 47): the client saw its head before the pod died.
        load.Failures.Count.ShouldBeLessThanOrEqualTo(unfinished, string.Join('\n', load.Failures));
        load.Answers.Count.ShouldBeGreaterThan(1_500);
    }

    [Fact]
    public async Task Backend_that_restarts_is_503_while_it_is_away_and_served_after()
    {
        var first = await TestBackend.StartAsync("fraud-1");
        var port = first.Url.Port;
        await using var router = await TestRouter.StartAsync();
        await router.PushAsync("fraud", 1, ("fraud-1", first.Url, 100));
        using var client = new HttpClient();
        (await StatusAsync()).ShouldBe(HttpStatusCode.OK);
        await first.StopAsync();
        await first.DisposeAsync();
        (await StatusAsync()).ShouldBe(HttpStatusCode.ServiceUnavailable);
        await using var second = await TestBackend.StartAsync("fraud-1", port: port);
        (await StatusAsync()).ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> StatusAsync()
        {
            using var response = await client.PostAsync(new Uri(router.Url, "/v2/models/fraud/infer"), new StringContent("{}"),
                TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Connections_follow_the_services_endpoints()
    {
        await using var old = await TestBackend.StartAsync("fraud-1");
        await using var added = await TestBackend.StartAsync("fraud-1");
        await using var service = new ServiceProxy();
        service.SetEndpoints(old.Url);
        await using var router = await TestRouter.StartAsync(o => o with { ConnectionLifetime = TimeSpan.FromMilliseconds(300) });
        await router.PushAsync("fraud", 1, ("fraud-1", service.Url, 100));
        await using var load = new LoadGenerator(new Uri(router.Url, "/v2/models/fraud/infer"), http1: 4, http2: 0);
        await load.AnswersAsync(50);
        service.SetEndpoints(added.Url);
        // Nobody closed a connection and none was idle: only its age ends it.
        await Eventually.Async(() => added.Requests > 50, "the new pod gets requests");
        var before = old.Requests;
        await Eventually.Async(() =>
        {
            var quiet = before == old.Requests;
            before = old.Requests;
            return quiet && added.Requests > 200;
        }, "the old pod gets none");
        await load.StopAsync();
        load.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Weights_hold_over_http_within_the_binomial_bound_across_a_change_of_the_route(string version)
    {
        const int n = 2_500;
        await using var a = await TestBackend.StartAsync("fraud-a");
        await using var b = await TestBackend.StartAsync("fraud-b");
        await using var c = await TestBackend.StartAsync("fraud-c");
        await using var router = await TestRouter.StartAsync(draw: SeededDraw.Of(7));
        await router.PushAsync("fraud", 1, ("fraud-a", a.Url, 90), ("fraud-b", b.Url, 10), ("fraud-c", c.Url, 0));
        await using var load = new LoadGenerator(
            new Uri(router.Url, "/v2/models/fraud/infer"), http1: version == "1.1" ? 8 : 0, http2: version == "2.0" ? 8 : 0);
        await load.AnswersAsync(n);
        var pushed = Stopwatch.GetTimestamp();
        await router.PushAsync("fraud", 2, ("fraud-a", a.Url, 40), ("fraud-b", b.Url, 60), ("fraud-c", c.Url, 0));
        var acknowledged = Stopwatch.GetTimestamp();
        await load.AnswersAsync(n);
        await load.StopAsync();

        load.Failures.ShouldBeEmpty();
        load.Answers.ShouldAllBe(x => x.Revision != "fraud-c");
        ShouldBeBinomial([.. load.Answers.Where(x => x.To < pushed)], 0.1);
        ShouldBeBinomial([.. load.Answers.Where(x => x.From > acknowledged)], 0.6);
        var canary = load.Answers.Count(x => x.Revision == "fraud-b");
        (await router.MetricsAsync()).ShouldContain(
            $$"""modelwright_router_requests_total{model="fraud",revision="fraud-b",code="2xx"} {{canary}}""");
        (await router.CountersAsync("fraud-b"))["requests"]!.GetValue<int>().ShouldBe(canary);

        static void ShouldBeBinomial(List<(long From, long To, string Revision)> answers, double share)
        {
            answers.Count.ShouldBeGreaterThan(n / 2);
            var hits = answers.Count(x => x.Revision == "fraud-b");
            Math.Abs(hits - (share * answers.Count)).ShouldBeLessThan(5 * Math.Sqrt(answers.Count * share * (1 - share)));
        }
    }
}
