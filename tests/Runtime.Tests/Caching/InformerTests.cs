using k8s.Models;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Pumping;
using Modelwright.Runtime.Tests.Servers;
using static Modelwright.Runtime.Tests.Servers.WatchLines;

namespace Modelwright.Runtime.Tests.Caching;

public sealed class InformerTests : InformerFixture
{
    [Fact]
    public void Lists_in_pages_then_watches_from_the_lists_version()
    {
        Server.ThenList("10", "token", ConfigMap("a", "3"), ConfigMap("b", "9")).ThenList("10", null, ConfigMap("c", "4"));
        Server.ThenWatch();
        Start();
        Informer.Phase.ShouldBe(InformerPhase.Watching);
        Changes.ShouldBe(["+a*", "+b*", "+c*"]);
        Server.Requests.Count.ShouldBe(3);
        Server.Requests[0].ShouldBe("GET /api/v1/configmaps?limit=2");
        Server.Requests[1].ShouldBe("GET /api/v1/configmaps?limit=2&continue=token");
        Server.Requests[2].ShouldStartWith("GET /api/v1/configmaps?watch=true&allowWatchBookmarks=true&resourceVersion=10&timeoutSeconds=");
    }

    [Fact]
    public void Is_not_synced_before_the_last_page()
    {
        Server.ThenList("10", "token", ConfigMap("a", "3"), ConfigMap("b", "9")).ThenHang();
        Start();
        Informer.Synced.ShouldBeFalse();
        Changes.ShouldBeEmpty();
        Informer.Phase.ShouldBe(InformerPhase.Listing);
    }

    [Fact]
    public void Events_change_the_store_and_bookmarks_only_the_version()
    {
        var watch = ListAndWatch();
        watch.Event("ADDED", ConfigMap("b", "11"));
        watch.Event("MODIFIED", ConfigMap("a", "12"));
        watch.Event("DELETED", ConfigMap("b", "13"));
        watch.Bookmark("20");
        Simulation.RunUntilIdle();
        Changes.ShouldBe(["+a*", "+b", "~a", "-b"]);
        Informer.ObservedVersion.ShouldBe("20");
        Informer.Store.Get(new ObjectKey("ns", "a"))!.Data["v"].ShouldBe("12");
    }

    [Fact]
    public void End_of_stream_resumes_at_once_from_the_last_version()
    {
        var watch = ListAndWatch();
        watch.Event("MODIFIED", ConfigMap("a", "12"));
        watch.Bookmark("17");
        Server.ThenWatch();
        watch.End();
        var before = Simulation.Time.GetUtcNow();
        Simulation.RunUntilIdle();
        Server.Requests[^1].ShouldContain("resourceVersion=17&");
        Simulation.Time.GetUtcNow().ShouldBe(before);
        watch.Closed.ShouldBeTrue();
    }

    [Fact]
    public void An_empty_watch_that_ends_by_timeout_is_not_an_error()
    {
        var watch = ListAndWatch();
        Simulation.RunFor(TimeSpan.FromMinutes(5));
        Server.ThenWatch();
        watch.End();
        Simulation.RunUntilIdle();
        Server.Requests.Count.ShouldBe(3);
        Server.Requests[^1].ShouldContain("resourceVersion=10&");
    }

    [Fact]
    public void Events_may_arrive_in_any_pieces()
    {
        var watch = ListAndWatch();
        var line = "{\"type\":\"ADDED\",\"object\":" + ConfigMap("ü", "11").ToJsonString() + "}\n\n";
        foreach (var part in System.Text.Encoding.UTF8.GetBytes(line)) watch.Push([part]);
        Simulation.RunUntilIdle();
        Changes.ShouldBe(["+a*", "+ü"]);
    }

    [Fact]
    public void An_object_that_cannot_be_read_is_hidden_from_types_but_known()
    {
        var watch = ListAndWatch();
        var odd = ConfigMap("odd", "11");
        odd["data"] = 5;
        watch.Event("ADDED", odd);
        Simulation.RunUntilIdle();
        Informer.Store.Get(new ObjectKey("ns", "odd")).ShouldBeNull();
        Informer.Find(new ObjectKey("ns", "odd")).ShouldNotBeNull();
        Informer.Store.List().Count.ShouldBe(1);
    }

    [Fact]
    public void Managed_fields_and_last_applied_are_dropped_and_the_kind_is_added()
    {
        ListAndWatch();
        var json = Informer.Find(new ObjectKey("ns", "a"))!.ToJson();
        json["kind"]!.GetValue<string>().ShouldBe("ConfigMap");
        json["apiVersion"]!.GetValue<string>().ShouldBe("v1");
        json["metadata"]!.AsObject().ContainsKey("managedFields").ShouldBeFalse();
        json["metadata"]!["annotations"]!.ToJsonString().ShouldBe("""{"kept":"yes"}""");
    }
}
