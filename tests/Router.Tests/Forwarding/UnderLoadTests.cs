using System.Diagnostics;
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

        // In force at some moment of the request: not yet begun when the answer came excludes a table, and so does a later one acknowledged before the question.
        HashSet<string> Allowed(long from, long to) =>
            [.. swaps.Where((s, i) => s.Begun <= to && (i + 1 == swaps.Count || swaps[i + 1].Acknowledged >= from)).SelectMany(s => s.Revisions)];
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
        await using var load = new LoadGenerator(new Uri(router.Url, "/v2/models/fraud/infer"), http1: 12, http2: 4, pause: TimeSpan.FromMilliseconds(4));
        for (var round = 0; round < 25; round++)
        {
            await load.AnswersAsync(40);
            var fresh = await TestBackend.StartAsync("fraud-1");
            service.SetEndpoints(fresh.Url);
            // A polite server says "Connection: close" for a while; an impolite one closes idle connections at once, and requests cross the close.
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
        TestContext.Current.TestOutputHelper?.WriteLine((await router.MetricsAsync()).Split('\n').Where(l => l.Contains("retries_total{")).DefaultIfEmpty("no retry").Aggregate((x, y) => $"{x}\n{y}"));
    }
}
