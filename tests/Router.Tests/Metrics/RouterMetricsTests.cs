using System.Text;
using Microsoft.Extensions.Time.Testing;
using Modelwright.Router.Forwarding;
using Modelwright.Router.Metrics;
using Modelwright.Router.Routes;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Metrics;

public sealed class RouterMetricsTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly RouterMetrics metrics;

    public RouterMetricsTests() => metrics = new RouterMetrics(clock, SeededDraw.Of(1));

    [Fact]
    public async Task Requests_are_counted_by_class()
    {
        var series = metrics.Of("m", "m-1");
        foreach (var status in (int[])[200, 204, 404, 413, 503, 0]) series.Answered(status);
        var text = await TextAsync();
        text.ShouldContain("""requests_total{model="m",revision="m-1",code="2xx"} 2""");
        text.ShouldContain("""requests_total{model="m",revision="m-1",code="4xx"} 2""");
        text.ShouldContain("""requests_total{model="m",revision="m-1",code="5xx"} 1""");
        text.ShouldContain("""requests_total{model="m",revision="m-1",code="canceled"} 1""");
    }

    [Fact]
    public async Task Series_of_a_revision_that_left_are_dropped_after_the_grace()
    {
        metrics.Follow(null, Route(1, "m-1", "m-2"));
        Use("m-1");
        Use("m-2");
        metrics.Follow(Route(1, "m-1", "m-2"), Route(2, "m-2"));
        (await TextAsync()).ShouldNotContain("""backend_weight{model="m",revision="m-1"}""");
        clock.Advance(RouterMetrics.Grace - TimeSpan.FromSeconds(1));
        (await TextAsync()).ShouldContain("m-1");
        clock.Advance(TimeSpan.FromSeconds(1));
        var after = await TextAsync();
        after.ShouldNotContain("m-1");
        after.ShouldContain("m-2");
    }

    [Fact]
    public async Task Revision_that_returns_within_the_grace_keeps_its_counts()
    {
        metrics.Follow(null, Route(1, "m-1"));
        Use("m-1");
        metrics.Follow(Route(1, "m-1"), Route(2, "m-2"));
        metrics.Follow(Route(2, "m-2"), Route(3, "m-1"));
        clock.Advance(RouterMetrics.Grace * 2);
        var text = await TextAsync();
        text.ShouldContain("""requests_total{model="m",revision="m-1",code="2xx"} 1""");
        text.ShouldContain("""route_revision{model="m"} 3""");
    }

    [Fact]
    public async Task Late_count_of_a_dropped_revision_brings_no_series_back()
    {
        metrics.Follow(null, Route(1, "m-1"));
        var late = Use("m-1");
        metrics.Follow(Route(1, "m-1"), null);
        clock.Advance(RouterMetrics.Grace);
        (await TextAsync()).ShouldNotContain("m-1");
        late.Answered(200);
        late.Failed(AttemptFailure.Closed);
        late.Retried(AttemptFailure.Closed);
        late.Duration.Observe(1);
        (await TextAsync()).ShouldNotContain("m-1");
    }

    [Fact]
    public async Task A_year_of_revisions_leaves_no_more_series_than_a_day()
    {
        ModelRoute? before = null;
        for (var i = 1; i <= 2_000; i++)
        {
            var after = Route(i, $"m-{i}");
            metrics.Follow(before, after);
            Use($"m-{i}");
            before = after;
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        (await TextAsync()).Split('\n').Count(l => l.Contains("m-", StringComparison.Ordinal)).ShouldBeLessThan(250);
    }

    private RevisionSeries Use(string revision)
    {
        var series = metrics.Of("m", revision);
        series.Answered(200);
        series.Failed(AttemptFailure.Connect);
        series.Retried(AttemptFailure.Connect);
        series.Duration.Observe(0.01);
        return series;
    }

    private static ModelRoute Route(long revision, params string[] backends) =>
        new("m", revision, [], backends.Select((b, i) => new Backend(b, "http://h:1", i == 0 ? 100 : 0)), null);

    private async Task<string> TextAsync()
    {
        using var stream = new MemoryStream();
        await metrics.Registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
