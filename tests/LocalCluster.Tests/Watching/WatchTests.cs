using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Storage;
using Modelwright.LocalCluster.Tests.Api;

namespace Modelwright.LocalCluster.Tests.Watching;

public sealed class WatchTests
{
    [Theory, Servers]
    public async Task A_watch_from_a_lists_revision_sends_what_came_after_it(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("before")).Is(201);
        var revision = api.Get(api.ConfigMaps).Revision;
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201);
        using var watch = await api.WatchAsync($"{api.ConfigMaps}?watch=true&resourceVersion={revision}");
        api.Merge(api.ConfigMaps + "/a", """{"data":{"k":"1"}}""").Is(200);
        api.Delete(api.ConfigMaps + "/a").Is(200);
        (await watch.NextTextsAsync(3)).ShouldBe("ADDED a, MODIFIED a, DELETED a");
    }

    [Theory, Servers]
    public async Task A_watch_without_a_revision_begins_with_what_there_is(ServerKind server)
    {
        using var api = TestApi.Open(server);
        foreach (var name in (string[])["b", "a"]) api.Post(api.ConfigMaps, TestApi.ConfigMap(name)).Is(201);
        foreach (var query in (string[])["", "&resourceVersion=0"])
        {
            using var watch = await api.WatchAsync($"{api.ConfigMaps}?watch=1{query}");
            var first = (await watch.NextTextsAsync(2)).Split(", ").Order();
            first.ShouldBe(["ADDED a", "ADDED b"]);
        }
    }

    [Theory, Servers]
    public async Task A_deletion_carries_its_own_revision_and_the_last_state(ServerKind server)
    {
        using var api = TestApi.Open(server);
        var created = api.Post(api.ConfigMaps, TestApi.ConfigMap("a", """{"k":"last"}""")).Is(201);
        using var watch = await api.WatchAsync($"{api.ConfigMaps}?watch=true&resourceVersion={created.Revision}");
        api.Delete(api.ConfigMaps + "/a").Is(200);
        var deleted = (await watch.NextAsync())!;
        deleted.Text("type").ShouldBe("DELETED");
        deleted.Text("object", "data", "k").ShouldBe("last");
        deleted.At("object", "metadata", "deletionTimestamp").ShouldBeNull();
        long.Parse(deleted.Text("object", "metadata", "resourceVersion")!, null).ShouldBeGreaterThan(created.Revision);
    }

    [Theory, Servers]
    public async Task What_begins_to_match_a_selector_is_added_and_what_stops_is_deleted(ServerKind server)
    {
        using var api = TestApi.Open(server);
        var revision = api.Get(api.ConfigMaps).Revision;
        using var watch = await api.WatchAsync($"{api.ConfigMaps}?watch=true&resourceVersion={revision}&labelSelector=on%3Dyes");
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201);
        api.Merge(api.ConfigMaps + "/a", """{"metadata":{"labels":{"on":"yes"}}}""").Is(200);
        api.Merge(api.ConfigMaps + "/a", """{"data":{"k":"1"}}""").Is(200);
        var last = api.Merge(api.ConfigMaps + "/a", """{"metadata":{"labels":{"on":"no"}}}""").Is(200);
        api.Delete(api.ConfigMaps + "/a").Is(200);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("b", "{}", ""","labels":{"on":"yes"}""")).Is(201);

        (await watch.NextTextsAsync(2)).ShouldBe("ADDED a, MODIFIED a");
        var gone = (await watch.NextAsync())!;
        gone.Text("type").ShouldBe("DELETED");
        gone.Text("object", "metadata", "labels", "on").ShouldBe("yes", "the last state that matched");
        gone.Text("object", "metadata", "resourceVersion").ShouldBe($"{last.Revision}");
        (await watch.NextTextAsync()).ShouldBe("ADDED b");
    }

    [Theory, Servers]
    public async Task One_object_can_be_watched_by_name(ServerKind server)
    {
        using var api = TestApi.Open(server);
        var revision = api.Get(api.ConfigMaps).Revision;
        using var watch = await api.WatchAsync($"{api.ConfigMaps}?watch=true&fieldSelector=metadata.name%3Db&resourceVersion={revision}");
        foreach (var name in (string[])["a", "b"]) api.Post(api.ConfigMaps, TestApi.ConfigMap(name)).Is(201);
        (await watch.NextTextAsync()).ShouldBe("ADDED b");
    }

    [Theory, Servers]
    public async Task Initial_events_end_with_an_annotated_bookmark(ServerKind server)
    {
        using var api = TestApi.Open(server);
        foreach (var name in (string[])["a", "b"]) api.Post(api.ConfigMaps, TestApi.ConfigMap(name)).Is(201);
        using var watch = await api.WatchAsync(
            api.ConfigMaps + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true");
        (await watch.NextTextsAsync(2)).Split(", ").Order().ShouldBe(["ADDED a", "ADDED b"]);
        var bookmark = (await watch.NextAsync())!;
        bookmark.Text("type").ShouldBe("BOOKMARK");
        bookmark.Text("object", "kind").ShouldBe("ConfigMap");
        bookmark.Child("object", "metadata", "annotations").Text("k8s.io/initial-events-end").ShouldBe("true");
        api.Post(api.ConfigMaps, TestApi.ConfigMap("c")).Is(201);
        (await watch.NextTextAsync()).ShouldBe("ADDED c");
        using var refused = await api.WatchAsync(api.ConfigMaps + "?watch=true&sendInitialEvents=true");
        refused.Code.ShouldBe(422);
    }

    [Theory, Servers]
    public async Task A_watch_ends_at_its_timeout(ServerKind server)
    {
        using var api = TestApi.Open(server);
        using var watch = await api.WatchAsync(
            $"{api.ConfigMaps}?watch=true&timeoutSeconds=1&resourceVersion={api.Get(api.ConfigMaps).Revision}");
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201);
        (await watch.NextTextAsync()).ShouldBe("ADDED a");
        if (api.Server is not null) api.Time.Advance(TimeSpan.FromSeconds(1));
        (await watch.NextTextAsync()).ShouldBe("END");
    }

    [Fact]
    public async Task A_watch_from_a_forgotten_revision_is_refused_or_ends_with_410()
    {
        using var api = TestApi.Open();
        var old = api.Get(api.ConfigMaps).Revision;
        using var open = await api.WatchAsync($"{api.ConfigMaps}?watch=true&resourceVersion={old}");
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201);
        api.Server!.ExpireHistory();

        using var late = await api.WatchAsync($"{api.ConfigMaps}?watch=true&resourceVersion={old}");
        late.Code.ShouldBe(410);
        (await late.RestAsync()).ShouldContain("\"reason\":\"Expired\"");
        (await open.NextTextAsync()).ShouldBe("ADDED a", "it was made into a frame before the window moved");
    }

    [Fact]
    public async Task A_reader_slower_than_the_window_is_told_and_never_misses_an_event_in_silence()
    {
        using var api = TestApi.Open(storeOptions: new StoreOptions(MaxEvents: 100));
        using var watch = await api.WatchAsync($"{api.ConfigMaps}?watch=true&resourceVersion={api.Get(api.ConfigMaps).Revision}");
        for (var i = 0; i < 500; i++) api.Post(api.ConfigMaps, TestApi.ConfigMap($"c{i:000}")).Is(201);
        var seen = new List<string>();
        for (var text = await watch.NextTextAsync(); text.StartsWith("ADDED", StringComparison.Ordinal); text = await watch.NextTextAsync())
            seen.Add(text);
        seen.ShouldBe(Enumerable.Range(0, seen.Count).Select(i => $"ADDED c{i:000}"));
        seen.Count.ShouldBeLessThan(500);
        (await watch.NextTextAsync()).ShouldBe("END");
    }

    [Fact]
    public async Task A_reader_within_the_window_gets_everything_in_order()
    {
        using var api = TestApi.Open();
        using var watch = await api.WatchAsync($"{api.ConfigMaps}?watch=true&resourceVersion={api.Get(api.ConfigMaps).Revision}");
        for (var i = 0; i < 500; i++) api.Post(api.ConfigMaps, TestApi.ConfigMap($"c{i:000}")).Is(201);
        (await watch.NextTextsAsync(500)).ShouldBe(string.Join(", ", Enumerable.Range(0, 500).Select(i => $"ADDED c{i:000}")));
    }

    [Fact]
    public async Task Bookmarks_tell_how_far_a_quiet_watch_has_come()
    {
        using var api = TestApi.Open();
        using var watch = await api.WatchAsync(
            $"{api.ConfigMaps}?watch=true&allowWatchBookmarks=true&resourceVersion={api.Get(api.ConfigMaps).Revision}");
        var elsewhere = api.Post($"/api/v1/namespaces/{api.Namespace}/secrets", """{"metadata":{"name":"s"}}""").Is(201);
        api.Time.Advance(TimeSpan.FromMinutes(1));
        var bookmark = (await watch.NextAsync())!;
        bookmark.Text("type").ShouldBe("BOOKMARK");
        bookmark.Text("object", "metadata", "resourceVersion").ShouldBe($"{elsewhere.Revision}");
        bookmark["object"]!.AsObject().Select(pair => pair.Key).ShouldBe(["kind", "apiVersion", "metadata"]);
    }

    [Fact]
    public async Task A_bookmark_never_runs_ahead_of_events_that_wait()
    {
        using var api = TestApi.Open();
        using var watch = await api.WatchAsync(
            $"{api.ConfigMaps}?watch=true&allowWatchBookmarks=true&resourceVersion={api.Get(api.ConfigMaps).Revision}");
        for (var i = 0; i < 200; i++) api.Post(api.ConfigMaps, TestApi.ConfigMap($"c{i:000}")).Is(201);
        api.Time.Advance(TimeSpan.FromMinutes(1));
        long last = 0;
        for (var i = 0; i < 201; i++)
        {
            var next = (await watch.NextAsync())!;
            var revision = long.Parse(next.Text("object", "metadata", "resourceVersion")!, null);
            revision.ShouldBeGreaterThanOrEqualTo(last);
            last = revision;
        }

        last.ShouldBe(api.Get(api.ConfigMaps).Revision);
    }

    [Fact]
    public async Task A_future_revision_is_refused()
    {
        using var api = TestApi.Open();
        using var watch = await api.WatchAsync($"{api.ConfigMaps}?watch=true&resourceVersion=99999");
        watch.Code.ShouldBe(504);
    }

    [Fact]
    public async Task More_watches_than_allowed_are_refused_until_one_closes()
    {
        using var api = TestApi.Open(options: new ApiServerOptions { Clock = TimeProvider.System, Random = new Random(1), MaxWatches = 2 });
        var first = await api.WatchAsync(api.ConfigMaps + "?watch=true");
        using var second = await api.WatchAsync(api.ConfigMaps + "?watch=true");
        using (var third = await api.WatchAsync(api.ConfigMaps + "?watch=true")) third.Code.ShouldBe(429);
        first.Dispose();
        using var fourth = await api.WatchAsync(api.ConfigMaps + "?watch=true");
        fourth.Code.ShouldBe(200);
    }

    [Fact]
    public async Task The_watch_of_a_deleted_kind_ends()
    {
        using var api = TestApi.Open();
        api.DefineThings();
        using var watch = await api.WatchAsync(api.ThingsPath + "?watch=true");
        api.Post(api.ThingsPath, api.Thing("a")).Is(201);
        api.Delete($"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{api.Group}").Is(200);
        (await watch.NextTextsAsync(3)).ShouldBe("ADDED a, DELETED a, END");
    }

    [Theory, Servers]
    public async Task Rows_can_be_watched_and_only_the_first_names_the_columns(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings();
        api.Post(api.ThingsPath, api.Thing("a")).Is(201);
        using var watch = await api.WatchAsync(api.ThingsPath + "?watch=true&resourceVersion=0",
            "application/json;as=Table;v=v1;g=meta.k8s.io");
        var first = (await watch.NextAsync())!;
        first.Text("object", "kind").ShouldBe("Table");
        first["object"].Objects("columnDefinitions").Select(column => column.Text("name")).ShouldBe(["Name", "Age"]);
        first["object"].Objects("rows").Single().Texts("cells").First().ShouldBe("a");
        api.Merge(api.ThingsPath + "/a", """{"spec":{"x":1}}""").Is(200);
        var second = (await watch.NextAsync())!;
        second["object"].Objects("columnDefinitions").ShouldBeEmpty();
        second["object"].Objects("rows").Single().Child("object").Text("kind").ShouldBe("PartialObjectMetadata");
    }
}
