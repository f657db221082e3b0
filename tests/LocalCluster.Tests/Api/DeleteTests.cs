using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tests.Api;

public sealed class DeleteTests
{
    [Theory, Servers]
    public void Delete_answers_with_a_status_and_then_there_is_nothing(ServerKind server)
    {
        using var api = TestApi.Open(server);
        var uid = api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201).Body.Text("metadata", "uid");
        var deleted = api.Delete(api.ConfigMaps + "/a").Is(200).Body;
        deleted.Text("kind").ShouldBe("Status");
        deleted.Text("status").ShouldBe("Success");
        deleted.Text("details", "uid").ShouldBe(uid);
        api.Delete(api.ConfigMaps + "/a").Is(404, "NotFound");
    }

    [Theory, Servers]
    public void Finalizers_hold_an_object_until_the_last_one_is_gone(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings();
        var thing = api.ThingsPath + "/a";
        api.Post(api.ThingsPath, api.Thing("a", "{}", ""","finalizers":["example.org/one","example.org/two"]""")).Is(201);

        var marked = api.Delete(thing).Is(200);
        marked.Body.Text("kind").ShouldBe("Thing");
        marked.Body.Text("metadata", "deletionTimestamp").ShouldNotBeNull();
        marked.Body.Integer("metadata", "deletionGracePeriodSeconds").ShouldBe(0);
        marked.Body.Integer("metadata", "generation").ShouldBe(2);
        api.Delete(thing).Is(200).Revision.ShouldBe(marked.Revision, "a second deletion changes nothing");

        api.Merge(thing, """{"metadata":{"finalizers":["example.org/one","example.org/two","example.org/new"]}}""").Is(422, "Invalid")
            .Message.ShouldContain("metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted");
        api.Merge(thing, """{"metadata":{"deletionTimestamp":null}}""").Is(200).Body.Text("metadata", "deletionTimestamp")
            .ShouldNotBeNull();
        api.Merge(thing, """{"metadata":{"finalizers":["example.org/two"]}}""").Is(200);
        api.Merge(thing, """{"metadata":{"finalizers":null}}""").Is(200);
        api.Get(thing).Is(404, "NotFound");
    }

    [Theory, Servers]
    public void Preconditions_protect_another_object_of_the_same_name(ServerKind server)
    {
        using var api = TestApi.Open(server);
        var created = api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201);
        api.Delete(api.ConfigMaps + "/a", """{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"other"}}""")
            .Is(409, "Conflict");
        api.Delete(api.ConfigMaps + "/a", """{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"resourceVersion":"1"}}""")
            .Is(409, "Conflict");
        api.Delete(api.ConfigMaps + "/a",
            $$"""{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"{{created.Body.Text("metadata", "uid")}}"} }""").Is(200);
    }

    [Theory, Servers]
    public void A_dry_run_deletes_nothing(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201);
        api.Delete(api.ConfigMaps + "/a?dryRun=All").Is(200);
        api.Get(api.ConfigMaps + "/a").Is(200);
    }

    [Fact]
    public void A_propagation_policy_is_recorded_for_the_garbage_collector()
    {
        using var api = TestApi.Open();
        foreach (var (policy, finalizer) in (IEnumerable<(string, string)>)[("Foreground", "foregroundDeletion"), ("Orphan", "orphan")])
        {
            api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201);
            var marked = api.Delete(api.ConfigMaps + "/a", $$"""{"propagationPolicy":"{{policy}}"}""").Is(200).Body;
            marked["metadata"].Texts("finalizers").ShouldBe([finalizer]);
            api.Merge(api.ConfigMaps + "/a", """{"metadata":{"finalizers":null}}""").Is(200);
            api.Get(api.ConfigMaps + "/a").Is(404, "NotFound");
        }

        api.Delete(api.ConfigMaps + "/a", """{"propagationPolicy":"Sometimes"}""").Is(422, "Invalid");
    }

    [Theory, Servers]
    public void A_collection_is_deleted_by_selector(ServerKind server)
    {
        using var api = TestApi.Open(server);
        foreach (var (name, label) in (IEnumerable<(string, string)>)[("a", "x"), ("b", "y"), ("c", "x")])
            api.Post(api.ConfigMaps, TestApi.ConfigMap(name, "{}", $$""","labels":{"l":"{{label}}"}""")).Is(201);
        api.Delete(api.ConfigMaps + "?labelSelector=l%3Dx").Is(200);
        api.Get(api.ConfigMaps).Body.Objects("items").Select(item => item.Text("metadata", "name")).ShouldBe(["b"]);
    }

    [Fact]
    public void A_running_pod_is_marked_and_goes_when_its_node_says_so()
    {
        using var api = TestApi.Open();
        var pods = $"/api/v1/namespaces/{api.Namespace}/pods";
        const string pod = """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":"""
            + """{"nodeName":"n","terminationGracePeriodSeconds":7,"containers":[{"name":"c","image":"i"}]}}""";
        api.Post(pods, pod).Is(201);
        var marked = api.Delete(pods + "/p").Is(200).Body;
        marked.Integer("metadata", "deletionGracePeriodSeconds").ShouldBe(7);
        marked.Text("metadata", "deletionTimestamp").ShouldBe("2026-01-02T03:04:12Z");
        api.Delete(pods + "/p?gracePeriodSeconds=60").Is(200).Body.Integer("metadata", "deletionGracePeriodSeconds")
            .ShouldBe(7, "grace only gets shorter");
        api.Delete(pods + "/p", """{"gracePeriodSeconds":0}""").Is(200);
        api.Get(pods + "/p").Is(404, "NotFound");
    }

    [Fact]
    public void A_pod_without_a_node_goes_at_once()
    {
        using var api = TestApi.Open();
        var pods = $"/api/v1/namespaces/{api.Namespace}/pods";
        api.Post(pods, """{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"}]}}""")
            .Is(201);
        api.Delete(pods + "/p").Is(200);
        api.Get(pods + "/p").Is(404, "NotFound");
    }

    [Fact]
    public void A_namespace_ends_when_it_is_finalized()
    {
        using var api = TestApi.Open();
        var path = $"/api/v1/namespaces/{api.Namespace}";
        var marked = api.Delete(path).Is(200).Body;
        marked["spec"].Texts("finalizers").ShouldBe(["kubernetes"]);
        var finalized = marked.DeepClone();
        finalized["spec"] = new JsonObject();
        api.Put(path + "/finalize", finalized.ToJsonString()).Is(200);
        api.Get(path).Is(404, "NotFound");
        api.Delete("/api/v1/namespaces/default").Is(403, "Forbidden");
    }

    [Fact]
    public void Deleting_a_definition_deletes_its_objects_and_waits_for_their_finalizers()
    {
        using var api = TestApi.Open();
        api.DefineThings();
        var definition = $"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{api.Group}";
        api.Post(api.ThingsPath, api.Thing("free")).Is(201);
        api.Post(api.ThingsPath, api.Thing("held", "{}", ""","finalizers":["example.org/x"]""")).Is(201);
        api.Delete(definition).Is(200);
        api.Get(api.ThingsPath + "/free").Is(404);
        api.Post(api.ThingsPath, api.Thing("late")).Is(405, "MethodNotAllowed");
        api.Get(definition).Is(200).Body["metadata"].Texts("finalizers").ShouldBe(["customresourcecleanup.apiextensions.k8s.io"]);
        api.Merge(api.ThingsPath + "/held", """{"metadata":{"finalizers":null}}""").Is(200);
        api.Get(definition).Is(404);
        api.Get(api.ThingsPath).Is(404);
    }
}
