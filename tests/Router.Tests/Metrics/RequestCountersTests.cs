using Microsoft.Extensions.Time.Testing;
using Modelwright.Router.Metrics;
using Modelwright.Router.Routes;
using Modelwright.Router.Tests.Support;

namespace Modelwright.Router.Tests.Metrics;

public sealed class RequestCountersTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly RequestCounters counters;

    public RequestCountersTests() => counters = new RequestCounters(clock, SeededDraw.Of(1));

    [Fact]
    public void Request_is_one_request_whatever_else_it_is()
    {
        var revision = counters.Of("m", "m-1");
        revision.Ended(failed: false, isCanceled: false, TimeSpan.FromMicroseconds(50));
        revision.Ended(failed: true, isCanceled: false, TimeSpan.FromMicroseconds(50));
        revision.Ended(failed: true, isCanceled: true, TimeSpan.FromMilliseconds(1));
        revision.Ended(failed: false, isCanceled: true, TimeSpan.FromHours(1));
        revision.ToJson("m-1").ToJsonString().ShouldBe(
            """{"revision":"m-1","requests":4,"failures":2,"canceled":1,"latency":[[0,2],[27,1],[168,1]]"""
            + ""","mirror":{"sent":0,"compared":0,"disagreed":0,"failed":0,"dropped":0,"skipped":0}}""");
    }

    [Fact]
    public void Copy_without_answer_was_compared_and_disagreed()
    {
        var revision = counters.Of("m", "m-1");
        for (var i = 0; i < 4; i++) revision.CopySent();
        foreach (var outcome in Enum.GetValues<MirrorOutcome>()) revision.CopyEnded(outcome);
        revision.ToJson("m-1")["mirror"]!.ToJsonString().ShouldBe(
            """{"sent":4,"compared":3,"disagreed":2,"failed":1,"dropped":1,"skipped":1}""");
    }

    [Fact]
    public void Counts_go_on_across_changes_of_the_route_and_absence()
    {
        Count("m-1");
        counters.Follow(null, Route("m-1"));
        counters.Follow(Route("m-1"), Route("m-2"));
        Revisions(Route("m-2")).ShouldBe(["m-1", "m-2"]);
        clock.Advance(TimeSpan.FromDays(100));
        Revisions(Route("m-2")).ShouldBe(["m-2"]);
        counters.Follow(Route("m-2"), Route("m-1"));
        counters.ToJson(Route("m-1"))[0]!["requests"]!.GetValue<long>().ShouldBe(1);
    }

    [Fact]
    public void Only_so_many_that_left_are_remembered()
    {
        Count("m-1");
        var before = Route("m-1");
        counters.Follow(null, before);
        for (var i = 2; i <= RequestCounters.MaxRetired + 2; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            counters.Follow(before, Route($"m-{i}"));
            before = Route($"m-{i}");
        }

        counters.ToJson(Route("m-1"))[0]!["requests"]!.GetValue<long>().ShouldBe(0);
    }

    [Fact]
    public void Another_process_has_another_name() =>
        new RequestCounters(clock, SeededDraw.Of(2)).Start.ShouldNotBe(counters.Start);

    private void Count(string revision) => counters.Of("m", revision).Ended(failed: false, isCanceled: false, TimeSpan.Zero);

    private IEnumerable<string> Revisions(ModelRoute route) => counters.ToJson(route).Select(r => r!["revision"]!.GetValue<string>());

    private static ModelRoute Route(string revision) => new("m", 1, [], [new Backend(revision, "http://h:1", 100)], null);
}
