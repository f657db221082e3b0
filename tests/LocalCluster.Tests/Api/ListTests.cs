using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Storage;

namespace Modelwright.LocalCluster.Tests.Api;

public sealed class ListTests
{
    [Theory, Servers]
    public void A_list_shows_the_current_revision_and_kinds_in_order_of_names(ServerKind server)
    {
        using var api = TestApi.Open(server);
        foreach (var name in (string[])["c", "a", "b"]) api.Post(api.ConfigMaps, TestApi.ConfigMap(name)).Is(201);
        var list = api.Get(api.ConfigMaps).Is(200);
        list.Body.Text("kind").ShouldBe("ConfigMapList");
        list.Body.Text("apiVersion").ShouldBe("v1");
        Names(list).ShouldBe("a b c");
        list.Revision.ShouldBeGreaterThanOrEqualTo(api.Get(api.ConfigMaps + "/b").Revision);
    }

    [Theory, Servers]
    public void Pages_show_one_consistent_moment(ServerKind server)
    {
        using var api = TestApi.Open(server);
        foreach (var name in (string[])["a", "b", "c", "d", "e"]) api.Post(api.ConfigMaps, TestApi.ConfigMap(name)).Is(201);
        var first = api.Get(api.ConfigMaps + "?limit=2").Is(200);
        Names(first).ShouldBe("a b");
        first.Body.Integer("metadata", "remainingItemCount").ShouldBe(3);

        api.Delete(api.ConfigMaps + "/d").Is(200);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("c2")).Is(201);
        api.Merge(api.ConfigMaps + "/c", """{"data":{"k":"late"}}""").Is(200);
        var second = api.Get($"{api.ConfigMaps}?limit=2&continue={first.Body.Text("metadata", "continue")}").Is(200);
        Names(second).ShouldBe("c d");
        second.Body.Objects("items").First().At("data").ShouldBeNull("the change came after the first page");
        second.Revision.ShouldBe(first.Revision);
        var third = api.Get($"{api.ConfigMaps}?limit=2&continue={second.Body.Text("metadata", "continue")}").Is(200);
        Names(third).ShouldBe("e");
        third.Body.Text("metadata", "continue").ShouldBeNull();
    }

    [Fact]
    public void An_expired_page_is_refused_with_a_token_that_goes_on_anyway()
    {
        using var api = TestApi.Open();
        foreach (var name in (string[])["a", "b", "c"]) api.Post(api.ConfigMaps, TestApi.ConfigMap(name)).Is(201);
        var first = api.Get(api.ConfigMaps + "?limit=2").Is(200);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("b2")).Is(201);
        api.Server!.ExpireHistory();
        var expired = api.Get($"{api.ConfigMaps}?limit=2&continue={first.Body.Text("metadata", "continue")}").Is(410, "Expired");
        Names(api.Get($"{api.ConfigMaps}?continue={expired.Body.Text("metadata", "continue")}").Is(200)).ShouldBe("b2 c");
    }

    [Fact]
    public void Many_pages_come_to_an_end_whatever_is_written_meanwhile()
    {
        using var api = TestApi.Open(storeOptions: new StoreOptions(MaxEvents: 10_000));
        for (var i = 0; i < 53; i++) api.Post(api.ConfigMaps, TestApi.ConfigMap($"c{i:000}")).Is(201);
        var seen = new List<string>();
        var token = "";
        do
        {
            var page = api.Get($"{api.ConfigMaps}?limit=7&continue={token}").Is(200);
            seen.AddRange(page.Body.Objects("items").Select(item => item.Text("metadata", "name")!));
            token = page.Body.Text("metadata", "continue") ?? "";
            api.Post(api.ConfigMaps, TestApi.ConfigMap($"late-{seen.Count}")).Is(201);
        }
        while (token.Length > 0);
        seen.ShouldBe(Enumerable.Range(0, 53).Select(i => $"c{i:000}"));
    }

    [Theory, Servers]
    public void Parameters_that_make_no_sense_are_refused(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.Get(api.ConfigMaps + "?continue=garbage").Is(400, "BadRequest");
        api.Get(api.ConfigMaps + "?resourceVersion=abc").Code.ShouldBeOneOf(400, 422);
        api.Get(api.ConfigMaps + "?resourceVersionMatch=Exact").Is(422, "Invalid");
        api.Get(api.ConfigMaps + "?resourceVersion=1&resourceVersionMatch=Maybe").Is(422, "Invalid");
        api.Get(api.ConfigMaps + "?sendInitialEvents=true").Is(422, "Invalid");
    }

    // A real server answers the same, after three seconds of waiting.
    [Fact]
    public void A_revision_that_has_not_come_yet_times_out()
    {
        using var api = TestApi.Open();
        var refused = api.Get(api.ConfigMaps + "?resourceVersion=999999999").Is(504, "Timeout");
        refused.Body["details"].Objects("causes").First().Text("reason").ShouldBe("ResourceVersionTooLarge");
    }

    [Theory, Servers]
    public void A_list_at_an_exact_revision_shows_that_moment(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201);
        var then = api.Post(api.ConfigMaps, TestApi.ConfigMap("b")).Is(201).Revision;
        api.Delete(api.ConfigMaps + "/a").Is(200);
        var list = api.Get($"{api.ConfigMaps}?resourceVersion={then}&resourceVersionMatch=Exact").Is(200);
        Names(list).ShouldBe("a b");
        list.Revision.ShouldBe(then);
        Names(api.Get($"{api.ConfigMaps}?resourceVersion={then}&resourceVersionMatch=NotOlderThan").Is(200)).ShouldBe("b");
    }

    [Theory, Servers]
    public void Label_selectors_select(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a", "{}", ""","labels":{"app":"x","tier":"front"}""")).Is(201);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("b", "{}", ""","labels":{"app":"y"}""")).Is(201);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("c")).Is(201);
        foreach (var (selector, expected) in (IEnumerable<(string, string)>)
        [
            ("app=x", "a"), ("app==x", "a"), ("app!=x", "b c"), ("app", "a b"), ("!app", "c"), ("app in (x,y)", "a b"),
            ("app in (x, z)", "a"),
            ("app notin (x)", "b c"), ("app,!tier", "b"), ("app=x,tier=front", "a"), ("app=x,tier=back", ""), ("", "a b c"),
        ])
        {
            Names(api.Get($"{api.ConfigMaps}?labelSelector={Uri.EscapeDataString(selector)}").Is(200)).ShouldBe(expected, selector);
        }

        foreach (var selector in (string[])["app in x", "a b", "app=x y", "-bad=1", "app in (x"])
            api.Get($"{api.ConfigMaps}?labelSelector={Uri.EscapeDataString(selector)}").Is(400, "BadRequest");
    }

    [Theory, Servers]
    public void Field_selectors_select_by_name(ServerKind server)
    {
        using var api = TestApi.Open(server);
        foreach (var name in (string[])["a", "b"]) api.Post(api.ConfigMaps, TestApi.ConfigMap(name)).Is(201);
        Names(api.Get(api.ConfigMaps + "?fieldSelector=metadata.name%3Db").Is(200)).ShouldBe("b");
        Names(api.Get(api.ConfigMaps + "?fieldSelector=metadata.name!%3Db").Is(200)).ShouldBe("a");
        Names(api.Get($"/api/v1/configmaps?fieldSelector=metadata.namespace%3D{api.Namespace}").Is(200)).ShouldBe("a b");
        api.Get(api.ConfigMaps + "?fieldSelector=data.k%3Db").Is(400, "BadRequest");
    }

    [Fact]
    public void Field_selectors_know_the_fields_of_pods_and_events()
    {
        using var api = TestApi.Open();
        var root = $"/api/v1/namespaces/{api.Namespace}";
        foreach (var (name, node) in (IEnumerable<(string, string)>)[("p", "n1"), ("q", "n2")])
        {
            api.Post(root + "/pods", $$"""
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{name}}"},
                 "spec":{"nodeName":"{{node}}","containers":[{"name":"c","image":"i"}]} }
                """).Is(201);
        }

        Names(api.Get(root + "/pods?fieldSelector=spec.nodeName%3Dn2").Is(200)).ShouldBe("q");
        Names(api.Get(root + "/pods?fieldSelector=status.phase%3DPending,spec.nodeName%3Dn1").Is(200)).ShouldBe("p");
        Names(api.Get(root + "/pods?fieldSelector=status.phase%3DRunning").Is(200)).ShouldBe("");
        api.Post(root + "/events", $$"""
            {"apiVersion":"v1","kind":"Event","metadata":{"name":"e"},
             "involvedObject":{"kind":"Pod","name":"p","namespace":"{{api.Namespace}}"},
             "reason":"Started","message":"hello","type":"Normal"}
            """).Is(201);
        Names(api.Get(root + "/events?fieldSelector=involvedObject.name%3Dp,involvedObject.kind%3DPod").Is(200)).ShouldBe("e");
        var other = api.Get($"/apis/events.k8s.io/v1/namespaces/{api.Namespace}/events?fieldSelector=regarding.name%3Dp").Is(200);
        other.Body.Objects("items").Single().Text("note").ShouldBe("hello");
    }

    [Theory, Servers]
    public void Metadata_alone_can_be_asked_for(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a", """{"k":"1"}""")).Is(201);
        var list = api.Get(api.ConfigMaps, "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1").Is(200).Body;
        list.Text("kind").ShouldBe("PartialObjectMetadataList");
        var item = list.Objects("items").Single();
        item.Text("metadata", "name").ShouldBe("a");
        item["data"].ShouldBeNull();
        api.Get(api.ConfigMaps + "/a", "text/html").Code.ShouldBe(406);
    }

    private static string Names(ApiAnswer list) =>
        string.Join(' ', list.Body.Objects("items").Select(item => item.Text("metadata", "name")));
}
