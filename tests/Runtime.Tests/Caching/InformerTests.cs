using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Metrics;
using Modelwright.Runtime.Pumping;
using Modelwright.Runtime.Tests.Servers;
using static Modelwright.Runtime.Tests.Servers.WatchLines;

namespace Modelwright.Runtime.Tests.Caching;

public sealed class InformerTests : IDisposable
{
    private readonly Simulation simulation = new();
    private readonly ScriptedServer server = new();
    private readonly Informer<V1ConfigMap> informer;
    private readonly List<string> changes = [];
    private readonly Pump process;

    public InformerTests()
    {
        process = simulation.NewProcess();
        var metrics = new RuntimeMetrics(Prometheus.Metrics.NewCustomRegistry());
        var api = new KubeApi(KubeConnection.Over(server), simulation.Time, new RequestLimiter(simulation.Time, 50, 100), metrics);
        informer = new Informer<V1ConfigMap>(api, simulation.Time, new Random(1), new InformerOptions { PageSize = 2 },
            new CacheConfiguration().ReaderOf<V1ConfigMap>(), metrics, NullLogger.Instance);
        informer.Store.Subscribe(change => changes.Add(
            $"{(change.Before is null ? "+" : change.After is null ? "-" : "~")}{change.Key.Name}{(change.Initial ? "*" : "")}"));
    }

    public void Dispose() => server.Dispose();

    [Fact]
    public void Lists_in_pages_then_watches_from_the_lists_version()
    {
        server.ThenList("10", "token", ConfigMap("a", "3"), ConfigMap("b", "9")).ThenList("10", null, ConfigMap("c", "4"));
        server.ThenWatch();
        Start();
        informer.Phase.ShouldBe(InformerPhase.Watching);
        changes.ShouldBe(["+a*", "+b*", "+c*"]);
        server.Requests.Count.ShouldBe(3);
        server.Requests[0].ShouldBe("GET /api/v1/configmaps?limit=2");
        server.Requests[1].ShouldBe("GET /api/v1/configmaps?limit=2&continue=token");
        server.Requests[2].ShouldStartWith("GET /api/v1/configmaps?watch=true&allowWatchBookmarks=true&resourceVersion=10&timeoutSeconds=");
    }

    [Fact]
    public void Is_not_synced_before_the_last_page()
    {
        server.ThenList("10", "token", ConfigMap("a", "3"), ConfigMap("b", "9")).ThenHang();
        Start();
        informer.Synced.ShouldBeFalse();
        changes.ShouldBeEmpty();
        informer.Phase.ShouldBe(InformerPhase.Listing);
    }

    [Fact]
    public void Events_change_the_store_and_bookmarks_only_the_version()
    {
        var watch = ListAndWatch();
        watch.Event("ADDED", ConfigMap("b", "11"));
        watch.Event("MODIFIED", ConfigMap("a", "12"));
        watch.Event("DELETED", ConfigMap("b", "13"));
        watch.Bookmark("20");
        simulation.RunUntilIdle();
        changes.ShouldBe(["+a*", "+b", "~a", "-b"]);
        informer.ObservedVersion.ShouldBe("20");
        informer.Store.Get(new ObjectKey("ns", "a"))!.Data["v"].ShouldBe("12");
    }

    [Fact]
    public void End_of_stream_resumes_at_once_from_the_last_version()
    {
        var watch = ListAndWatch();
        watch.Event("MODIFIED", ConfigMap("a", "12"));
        watch.Bookmark("17");
        server.ThenWatch();
        watch.End();
        var before = simulation.Time.GetUtcNow();
        simulation.RunUntilIdle();
        server.Requests[^1].ShouldContain("resourceVersion=17&");
        simulation.Time.GetUtcNow().ShouldBe(before);
        watch.Closed.ShouldBeTrue();
    }

    [Fact]
    public void An_empty_watch_that_ends_by_timeout_is_not_an_error()
    {
        var watch = ListAndWatch();
        simulation.RunFor(TimeSpan.FromMinutes(5));
        server.ThenWatch();
        watch.End();
        simulation.RunUntilIdle();
        server.Requests.Count.ShouldBe(3);
        server.Requests[^1].ShouldContain("resourceVersion=10&");
    }

    [Fact]
    public void A_stream_that_ends_at_once_again_and_again_is_slowed_down()
    {
        var watch = ListAndWatch();
        for (var i = 0; i < 100; i++) server.ThenWatch().End();
        watch.End();
        simulation.RunFor(TimeSpan.FromSeconds(60));
        server.Requests.Count.ShouldBeInRange(5, 12);
    }

    [Fact]
    public void Expired_in_the_stream_lists_again_and_finds_missed_changes_and_deletions()
    {
        var watch = ListAndWatch(ConfigMap("a", "3"), ConfigMap("gone", "4"), ConfigMap("same", "5"));
        server.ThenList("30", null, ConfigMap("a", "25"), ConfigMap("new", "26"), ConfigMap("same", "5"));
        server.ThenWatch();
        watch.Event("ERROR", ScriptedServer.Status(410, "Expired"));
        simulation.RunUntilIdle();
        changes.Skip(3).ShouldBe(["-gone", "~a", "+new"]);
        server.Requests[^1].ShouldContain("resourceVersion=30&");
    }

    [Fact]
    public void Expired_as_the_answer_lists_again()
    {
        var watch = ListAndWatch();
        server.ThenStatus(410, "Expired").ThenList("30", null).ThenWatch();
        watch.End();
        simulation.RunFor(TimeSpan.FromSeconds(5));
        changes.ShouldBe(["+a*", "-a"]);
        informer.Phase.ShouldBe(InformerPhase.Watching);
    }

    [Fact]
    public void Expired_again_and_again_backs_off()
    {
        var watch = ListAndWatch();
        for (var i = 0; i < 50; i++) server.ThenStatus(410, "Expired").ThenList("30", null);
        watch.End();
        simulation.RunFor(TimeSpan.FromSeconds(60));
        server.Requests.Count.ShouldBeInRange(8, 30);
    }

    [Fact]
    public void An_expired_page_token_reads_the_whole_list_in_one_answer()
    {
        server.ThenList("10", "token", ConfigMap("a", "3"), ConfigMap("b", "9")).ThenStatus(410, "Expired")
            .ThenList("12", null, ConfigMap("b", "9"), ConfigMap("c", "11")).ThenWatch();
        Start();
        simulation.RunFor(TimeSpan.FromSeconds(5));
        changes.ShouldBe(["+b*", "+c*"]);
        server.Requests[2].ShouldBe("GET /api/v1/configmaps");
    }

    [Fact]
    public void A_recreated_object_is_one_change_from_the_old_to_the_new()
    {
        var watch = ListAndWatch(ConfigMap("a", "3", owner: "old"));
        server.ThenList("30", null, ConfigMap("a", "25", owner: "new", uid: "another"));
        server.ThenWatch();
        watch.Event("ERROR", ScriptedServer.Status(410, "Expired"));
        simulation.RunUntilIdle();
        changes.ShouldBe(["+a*", "~a"]);
        informer.Store.OwnedBy("uid-old").ShouldBeEmpty();
        informer.Store.OwnedBy("uid-new").Count.ShouldBe(1);
    }

    [Fact]
    public void A_version_from_the_future_is_waited_for_not_relisted()
    {
        var watch = ListAndWatch();
        server.ThenStatus(504, "Timeout").ThenStatus(504, "Timeout").ThenWatch();
        watch.End();
        simulation.RunFor(TimeSpan.FromSeconds(10));
        server.Requests.Count(request => !request.Contains("watch=true", StringComparison.Ordinal)).ShouldBe(1);
        informer.Phase.ShouldBe(InformerPhase.Watching);
    }

    [Fact]
    public void A_broken_connection_resumes_after_a_moment_without_a_list()
    {
        var watch = ListAndWatch();
        watch.Event("ADDED", ConfigMap("b", "11"));
        server.ThenThrow(new HttpRequestException("refused")).ThenWatch();
        watch.End(with: new IOException("reset"));
        simulation.RunFor(TimeSpan.FromSeconds(30));
        server.Requests.Count.ShouldBe(4);
        server.Requests[^1].ShouldContain("resourceVersion=11&");
    }

    [Fact]
    public void A_version_that_goes_back_lists_again()
    {
        var watch = ListAndWatch(ConfigMap("a", "3"), ConfigMap("lost", "9"));
        server.ThenList("6", null, ConfigMap("a", "3"));
        server.ThenWatch();
        watch.Bookmark("5");
        simulation.RunFor(TimeSpan.FromSeconds(2));
        changes.ShouldBe(["+a*", "+lost*", "-lost"]);
        server.Requests[^1].ShouldContain("resourceVersion=6&");
    }

    [Fact]
    public void A_silent_stream_is_given_up_by_the_watchdog()
    {
        var watch = ListAndWatch();
        watch.Bookmark("12");
        server.ThenWatch();
        watch.End();
        simulation.RunUntilIdle();
        // The second stream never says anything; bookmarks were promised by the first.
        server.ThenWatch();
        simulation.RunFor(TimeSpan.FromSeconds(155));
        server.Requests.Count.ShouldBe(4);
        server.Requests[^1].ShouldContain("resourceVersion=12&");
    }

    [Fact]
    public void A_refused_list_is_tried_again()
    {
        server.ThenStatus(403, "Forbidden").ThenStatus(503, "ServiceUnavailable").ThenList("10", null, ConfigMap("a", "3")).ThenWatch();
        Start();
        simulation.RunFor(TimeSpan.FromSeconds(10));
        changes.ShouldBe(["+a*"]);
    }

    [Fact]
    public void A_broken_event_lists_again()
    {
        var watch = ListAndWatch();
        server.ThenList("12", null, ConfigMap("a", "3")).ThenWatch();
        watch.Push("{\"type\":\"ADDED\"\n"u8.ToArray());
        simulation.RunFor(TimeSpan.FromSeconds(10));
        informer.Phase.ShouldBe(InformerPhase.Watching);
        server.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public void Events_may_arrive_in_any_pieces()
    {
        var watch = ListAndWatch();
        var line = "{\"type\":\"ADDED\",\"object\":" + ConfigMap("ü", "11").ToJsonString() + "}\n\n";
        foreach (var part in System.Text.Encoding.UTF8.GetBytes(line)) watch.Push([part]);
        simulation.RunUntilIdle();
        changes.ShouldBe(["+a*", "+ü"]);
    }

    [Fact]
    public void An_object_that_cannot_be_read_is_hidden_from_types_but_known()
    {
        var watch = ListAndWatch();
        var odd = ConfigMap("odd", "11");
        odd["data"] = 5;
        watch.Event("ADDED", odd);
        simulation.RunUntilIdle();
        informer.Store.Get(new ObjectKey("ns", "odd")).ShouldBeNull();
        informer.Find(new ObjectKey("ns", "odd")).ShouldNotBeNull();
        informer.Store.List().Count.ShouldBe(1);
    }

    [Fact]
    public void Managed_fields_and_last_applied_are_dropped_and_the_kind_is_added()
    {
        ListAndWatch();
        var json = informer.Find(new ObjectKey("ns", "a"))!.ToJson();
        json["kind"]!.GetValue<string>().ShouldBe("ConfigMap");
        json["apiVersion"]!.GetValue<string>().ShouldBe("v1");
        json["metadata"]!.AsObject().ContainsKey("managedFields").ShouldBeFalse();
        json["metadata"]!["annotations"]!.ToJsonString().ShouldBe("""{"kept":"yes"}""");
    }

    private PushStream ListAndWatch(params System.Text.Json.Nodes.JsonObject[] items)
    {
        server.ThenList("10", null, items.Length > 0 ? items : [ConfigMap("a", "3")]);
        var watch = server.ThenWatch();
        Start();
        return watch;
    }

    private void Start()
    {
        process.Post(() => _ = informer.RunAsync(CancellationToken.None));
        simulation.RunUntilIdle();
    }
}
