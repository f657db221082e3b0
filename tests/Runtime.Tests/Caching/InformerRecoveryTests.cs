using k8s.Models;
using Modelwright.Runtime.Caching;
using Modelwright.Runtime.Pumping;
using Modelwright.Runtime.Tests.Servers;
using static Modelwright.Runtime.Tests.Servers.WatchLines;

namespace Modelwright.Runtime.Tests.Caching;

public sealed class InformerRecoveryTests : InformerFixture
{
    [Fact]
    public void A_stream_that_ends_at_once_again_and_again_is_slowed_down()
    {
        var watch = ListAndWatch();
        for (var i = 0; i < 100; i++) Server.ThenWatch().End();
        watch.End();
        Simulation.RunFor(TimeSpan.FromSeconds(60));
        Server.Requests.Count.ShouldBeInRange(5, 12);
    }

    [Fact]
    public void Expired_in_the_stream_lists_again_and_finds_missed_changes_and_deletions()
    {
        var watch = ListAndWatch(ConfigMap("a", "3"), ConfigMap("gone", "4"), ConfigMap("same", "5"));
        Server.ThenList("30", null, ConfigMap("a", "25"), ConfigMap("new", "26"), ConfigMap("same", "5"));
        Server.ThenWatch();
        watch.Event("ERROR", ScriptedServer.Status(410, "Expired"));
        Simulation.RunUntilIdle();
        Changes.Skip(3).ShouldBe(["-gone", "~a", "+new"]);
        Server.Requests[^1].ShouldContain("resourceVersion=30&");
    }

    [Fact]
    public void Expired_as_the_answer_lists_again()
    {
        var watch = ListAndWatch();
        Server.ThenStatus(410, "Expired").ThenList("30", null).ThenWatch();
        watch.End();
        Simulation.RunFor(TimeSpan.FromSeconds(5));
        Changes.ShouldBe(["+a*", "-a"]);
        Informer.Phase.ShouldBe(InformerPhase.Watching);
    }

    [Fact]
    public void Expired_again_and_again_backs_off()
    {
        var watch = ListAndWatch();
        for (var i = 0; i < 50; i++) Server.ThenStatus(410, "Expired").ThenList("30", null);
        watch.End();
        Simulation.RunFor(TimeSpan.FromSeconds(60));
        Server.Requests.Count.ShouldBeInRange(8, 30);
    }

    [Fact]
    public void An_expired_page_token_reads_the_whole_list_in_one_answer()
    {
        Server.ThenList("10", "token", ConfigMap("a", "3"), ConfigMap("b", "9")).ThenStatus(410, "Expired")
            .ThenList("12", null, ConfigMap("b", "9"), ConfigMap("c", "11")).ThenWatch();
        Start();
        Simulation.RunFor(TimeSpan.FromSeconds(5));
        Changes.ShouldBe(["+b*", "+c*"]);
        Server.Requests[2].ShouldBe("GET /api/v1/configmaps");
    }

    [Fact]
    public void A_recreated_object_is_one_change_from_the_old_to_the_new()
    {
        var watch = ListAndWatch(ConfigMap("a", "3", owner: "old"));
        Server.ThenList("30", null, ConfigMap("a", "25", owner: "new", uid: "another"));
        Server.ThenWatch();
        watch.Event("ERROR", ScriptedServer.Status(410, "Expired"));
        Simulation.RunUntilIdle();
        Changes.ShouldBe(["+a*", "~a"]);
        Informer.Store.OwnedBy("uid-old").ShouldBeEmpty();
        Informer.Store.OwnedBy("uid-new").Count.ShouldBe(1);
    }

    [Fact]
    public void A_version_from_the_future_is_waited_for_not_relisted()
    {
        var watch = ListAndWatch();
        Server.ThenStatus(504, "Timeout").ThenStatus(504, "Timeout").ThenWatch();
        watch.End();
        Simulation.RunFor(TimeSpan.FromSeconds(10));
        Server.Requests.Count(request => !request.Contains("watch=true", StringComparison.Ordinal)).ShouldBe(1);
        Informer.Phase.ShouldBe(InformerPhase.Watching);
    }

    [Fact]
    public void A_broken_connection_resumes_after_a_moment_without_a_list()
    {
        var watch = ListAndWatch();
        watch.Event("ADDED", ConfigMap("b", "11"));
        Server.ThenThrow(new HttpRequestException("refused")).ThenWatch();
        watch.End(with: new IOException("reset"));
        Simulation.RunFor(TimeSpan.FromSeconds(30));
        Server.Requests.Count.ShouldBe(4);
        Server.Requests[^1].ShouldContain("resourceVersion=11&");
    }

    [Fact]
    public void A_version_that_goes_back_lists_again()
    {
        var watch = ListAndWatch(ConfigMap("a", "3"), ConfigMap("lost", "9"));
        Server.ThenList("6", null, ConfigMap("a", "3"));
        Server.ThenWatch();
        watch.Bookmark("5");
        Simulation.RunFor(TimeSpan.FromSeconds(2));
        Changes.ShouldBe(["+a*", "+lost*", "-lost"]);
        Server.Requests[^1].ShouldContain("resourceVersion=6&");
    }

    [Fact]
    public void A_silent_stream_is_given_up_by_the_watchdog()
    {
        var watch = ListAndWatch();
        watch.Bookmark("12");
        Server.ThenWatch();
        watch.End();
        Simulation.RunUntilIdle();
        // The second stream never says anything; bookmarks were promised by the first.
        Server.ThenWatch();
        Simulation.RunFor(TimeSpan.FromSeconds(155));
        Server.Requests.Count.ShouldBe(4);
        Server.Requests[^1].ShouldContain("resourceVersion=12&");
    }

    [Fact]
    public void A_refused_list_is_tried_again()
    {
        Server.ThenStatus(403, "Forbidden").ThenStatus(503, "ServiceUnavailable").ThenList("10", null, ConfigMap("a", "3")).ThenWatch();
        Start();
        Simulation.RunFor(TimeSpan.FromSeconds(10));
        Changes.ShouldBe(["+a*"]);
    }

    [Fact]
    public void A_broken_event_lists_again()
    {
        var watch = ListAndWatch();
        Server.ThenList("12", null, ConfigMap("a", "3")).ThenWatch();
        watch.Push("{\"type\":\"ADDED\"\n"u8.ToArray());
        Simulation.RunFor(TimeSpan.FromSeconds(10));
        Informer.Phase.ShouldBe(InformerPhase.Watching);
        Server.Requests.Count.ShouldBe(4);
    }
}
