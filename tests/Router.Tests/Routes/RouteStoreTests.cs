using Microsoft.Extensions.Time.Testing;
using Modelwright.Router.Routes;

namespace Modelwright.Router.Tests.Routes;

public sealed class RouteStoreTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly List<(ModelRoute? Before, ModelRoute? After)> changes = [];
    private readonly RouteStore store;

    public RouteStoreTests() => store = new RouteStore(clock, (before, after) => changes.Add((before, after)));

    [Fact]
    public void Put_puts_a_newer_route_in_force()
    {
        store.Put(Route("m", 1)).ShouldBe(new RouteUpdate(RouteOutcome.Applied, 1));
        store.Put(Route("m", 5)).ShouldBe(new RouteUpdate(RouteOutcome.Applied, 5));
        store.Current["m"]!.Revision.ShouldBe(5);
        changes.Select(c => (c.Before?.Revision, c.After?.Revision)).ShouldBe([(null, 1), (1, 5)]);
    }

    [Fact]
    public void Put_of_the_same_again_changes_nothing()
    {
        store.Put(Route("m", 2));
        store.Put(Route("m", 2)).ShouldBe(new RouteUpdate(RouteOutcome.Unchanged, 2));
        changes.Count.ShouldBe(1);
    }

    [Fact]
    public void Put_of_the_same_revision_with_other_content_is_a_conflict()
    {
        store.Put(Route("m", 2));
        var update = store.Put(Route("m", 2, "elsewhere"));
        (update.Outcome, update.Revision).ShouldBe((RouteOutcome.Conflict, 2));
        store.Current["m"]!.Hosts.ShouldBe(["m"]);
    }

    [Fact]
    public void Put_of_an_older_revision_is_stale_also_with_the_same_content()
    {
        store.Put(Route("m", 2));
        var update = store.Put(Route("m", 1));
        (update.Outcome, update.Revision).ShouldBe((RouteOutcome.Stale, 2));
        store.Current["m"]!.Revision.ShouldBe(2);
    }

    [Fact]
    public void Put_of_a_host_that_another_model_has_takes_it_over_and_says_so()
    {
        store.Put(Route("m", 1, "shared", "own"));
        var update = store.Put(Route("n", 1, "SHARED"));
        update.Outcome.ShouldBe(RouteOutcome.Applied);
        update.Message.ShouldBe("host 'shared' was route 'm''s until now");
        store.Current.Find("shared", null)!.Model.ShouldBe("n");
        store.Current.Find("own", null)!.Model.ShouldBe("m");
        store.Remove("n", 1);
        store.Current.Find("shared", null)!.Model.ShouldBe("m");
    }

    [Fact]
    public void Put_beyond_the_limit_is_refused_but_updates_go_on()
    {
        for (var i = 0; i < RouteStore.MaxRoutes; i++) store.Put(Route($"m{i}", 1)).Outcome.ShouldBe(RouteOutcome.Applied);
        store.Put(Route("one-more", 1)).Outcome.ShouldBe(RouteOutcome.Invalid);
        store.Put(Route("m7", 2)).Outcome.ShouldBe(RouteOutcome.Applied);
        store.Remove("m8", 1).Outcome.ShouldBe(RouteOutcome.Removed);
        store.Put(Route("one-more", 1)).Outcome.ShouldBe(RouteOutcome.Applied);
    }

    [Fact]
    public void Remove_takes_the_route_away_unless_a_newer_one_is_in_force()
    {
        store.Put(Route("m", 3));
        var stale = store.Remove("m", 2);
        (stale.Outcome, stale.Revision).ShouldBe((RouteOutcome.Stale, 3));
        store.Remove("m", 3).Outcome.ShouldBe(RouteOutcome.Removed);
        store.Remove("m", 3).Outcome.ShouldBe(RouteOutcome.NotFound);
        store.Current.Routes.ShouldBeEmpty();
    }

    [Fact]
    public void Put_that_was_overtaken_by_a_removal_does_not_bring_the_route_back()
    {
        store.Put(Route("m", 3));
        store.Remove("m", 4);
        var late = store.Put(Route("m", 4));
        (late.Outcome, late.Revision).ShouldBe((RouteOutcome.Stale, 4));
        store.Put(Route("m", 5)).Outcome.ShouldBe(RouteOutcome.Applied);
    }

    [Fact]
    public void Removal_of_a_route_that_never_came_is_remembered_too()
    {
        store.Remove("m", 4).Outcome.ShouldBe(RouteOutcome.NotFound);
        store.Remove("m", 2).Outcome.ShouldBe(RouteOutcome.NotFound);
        store.Put(Route("m", 3)).Outcome.ShouldBe(RouteOutcome.Stale);
    }

    [Fact]
    public void Removal_is_forgotten_once_no_token_of_that_time_is_valid()
    {
        store.Remove("m", 4);
        clock.Advance(RemovedRoutes.Memory);
        store.Put(Route("m", 1)).Outcome.ShouldBe(RouteOutcome.Applied);
    }

    [Fact]
    public void Memory_of_removals_is_bounded_and_keeps_the_latest()
    {
        for (var i = 0; i < 5_000; i++)
        {
            store.Remove($"m{i}", 9);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        store.Put(Route("m4999", 1)).Outcome.ShouldBe(RouteOutcome.Stale);
        store.Put(Route("m0", 1)).Outcome.ShouldBe(RouteOutcome.Applied);
    }

    [Fact]
    public async Task Concurrent_pushes_end_with_the_newest()
    {
        var revisions = Enumerable.Range(1, 500).OrderBy(i => i * 7_919 % 503).ToArray();
        await Parallel.ForEachAsync(revisions, TestContext.Current.CancellationToken, (revision, _) =>
        {
            var update = store.Put(Route("m", revision));
            store.Current["m"]!.Revision.ShouldBeGreaterThanOrEqualTo(revision);
            update.Outcome.ShouldBeOneOf(RouteOutcome.Applied, RouteOutcome.Stale);
            return ValueTask.CompletedTask;
        });
        store.Current["m"]!.Revision.ShouldBe(500);
        changes.Select(c => c.After!.Revision).ShouldBeInOrder(SortDirection.Ascending);
    }

    private static ModelRoute Route(string model, long revision, params string[] hosts) =>
        new(model, revision, hosts.Length > 0 ? hosts : [model], [new Backend($"{model}-1", "http://h:1", 100)], null);
}
