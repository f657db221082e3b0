using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tests.Api;

public sealed class UpdateTests
{
    [Theory, Servers]
    public void A_put_with_an_old_resourceVersion_is_a_conflict(ServerKind server)
    {
        using var api = TestApi.Open(server);
        var first = api.Post(api.ConfigMaps, TestApi.ConfigMap("a", """{"k":"1"}""")).Is(201);
        api.Put(api.ConfigMaps + "/a", first.Text.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)).Is(200)
            .Revision.ShouldBeGreaterThan(first.Revision);
        var refused = api.Put(api.ConfigMaps + "/a", first.Text.Replace("\"1\"", "\"3\"", StringComparison.Ordinal)).Is(409, "Conflict");
        refused.Message.ShouldBe("Operation cannot be fulfilled on configmaps \"a\": "
            + "the object has been modified; please apply your changes to the latest version and try again");
        api.Get(api.ConfigMaps + "/a").Body.Text("data", "k").ShouldBe("2");
    }

    [Theory, Servers]
    public void A_put_without_a_resourceVersion_is_for_built_in_kinds_only(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings();
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201);
        api.Put(api.ConfigMaps + "/a", TestApi.ConfigMap("a", """{"k":"1"}""")).Is(200);
        api.Post(api.ThingsPath, api.Thing("a")).Is(201);
        api.Put(api.ThingsPath + "/a", api.Thing("a", """{"x":1}""")).Is(422, "Invalid")
            .Message.ShouldContain("metadata.resourceVersion: Invalid value: 0: must be specified for an update");
    }

    [Theory, Servers]
    public void A_put_for_another_uid_is_a_conflict(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201);
        api.Put(api.ConfigMaps + "/a", TestApi.ConfigMap("a", "{}", ""","uid":"00000000-0000-0000-0000-000000000000" """))
            .Is(409, "Conflict")
            .Message.ShouldContain("UID in precondition");
    }

    [Theory, Servers]
    public void A_put_or_patch_of_nothing_is_not_found(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.Put(api.ConfigMaps + "/a", TestApi.ConfigMap("a")).Is(404, "NotFound");
        api.Merge(api.ConfigMaps + "/a", "{}").Is(404, "NotFound");
    }

    [Theory, Servers]
    public void A_write_that_changes_nothing_makes_no_revision(ServerKind server)
    {
        using var api = TestApi.Open(server);
        var first = api.Post(api.ConfigMaps, TestApi.ConfigMap("a", """{"k":"1"}""")).Is(201);
        api.Put(api.ConfigMaps + "/a", first.Text).Is(200).Revision.ShouldBe(first.Revision);
        api.Merge(api.ConfigMaps + "/a", """{"data":{"k":"1","gone":null}}""").Is(200).Revision.ShouldBe(first.Revision);
        api.Apply(api.ConfigMaps + "/b", TestApi.ConfigMap("b", """{"k":"1"}"""), "me").Is(201);
        var applied = api.Apply(api.ConfigMaps + "/b", TestApi.ConfigMap("b", """{"k":"1"}"""), "me").Is(200);
        api.Apply(api.ConfigMaps + "/b", TestApi.ConfigMap("b", """{"k":"1"}"""), "me").Is(200).Revision.ShouldBe(applied.Revision);
    }

    [Theory, Servers]
    public void Generation_moves_with_everything_but_metadata_and_status(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings();
        var thing = api.ThingsPath + "/a";
        api.Post(api.ThingsPath, api.Thing("a", """{"x":1}""", ""","generation":9""")).Is(201)
            .Body.Integer("metadata", "generation").ShouldBe(1);
        api.Merge(thing, """{"metadata":{"labels":{"a":"b"}}}""").Is(200).Body.Integer("metadata", "generation").ShouldBe(1);
        api.Merge(thing + "/status", """{"status":{"phase":"On"}}""").Is(200).Body.Integer("metadata", "generation").ShouldBe(1);
        api.Merge(thing, """{"spec":{"x":2}}""").Is(200).Body.Integer("metadata", "generation").ShouldBe(2);
        api.Merge(thing, """{"metadata":{"generation":40}}""").Is(200).Body.Integer("metadata", "generation").ShouldBe(2);
    }

    [Theory, Servers]
    public void Without_a_status_subresource_status_is_like_any_other_member(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings(status: false);
        api.Post(api.ThingsPath, api.Thing("a")
            .Replace("\"spec\":", "\"status\":{\"phase\":\"X\"},\"spec\":", StringComparison.Ordinal)).Is(201)
            .Body.Text("status", "phase").ShouldBe("X");
        api.Merge(api.ThingsPath + "/a", """{"status":{"phase":"Y"}}""").Is(200).Body.Integer("metadata", "generation").ShouldBe(2);
        api.Get(api.ThingsPath + "/a/status").Code.ShouldBe(404);
    }

    [Theory, Servers]
    public void The_status_subresource_takes_status_alone_and_the_main_resource_takes_it_never(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings();
        var thing = api.ThingsPath + "/a";
        var created = api.Post(api.ThingsPath, api.Thing("a", """{"x":1}""")
            .Replace("\"spec\":", "\"status\":{\"phase\":\"X\"},\"spec\":", StringComparison.Ordinal)).Is(201);
        created.Body["status"].ShouldBeNull();

        var updated = api.Merge(thing + "/status",
            """{"metadata":{"labels":{"l":"1"},"finalizers":["a/b"]},"spec":{"x":9},"status":{"phase":"Y"}}""").Is(200).Body;
        updated.Text("status", "phase").ShouldBe("Y");
        updated.Integer("spec", "x").ShouldBe(1);
        updated.At("metadata", "finalizers").ShouldBeNull();

        api.Merge(thing, """{"status":{"phase":"Z"},"spec":{"x":2}}""").Is(200).Body.Text("status", "phase").ShouldBe("Y");
    }

    [Theory, Servers]
    public void The_scale_subresource_reads_and_writes_replicas(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings();
        var thing = api.ThingsPath + "/a";
        api.Post(api.ThingsPath, api.Thing("a", """{"replicas":2,"x":1}""")).Is(201);
        api.Merge(thing + "/status", """{"status":{"replicas":1,"selector":"app=a"}}""").Is(200);

        var scale = api.Get(thing + "/scale").Is(200).Body;
        scale.Text("kind").ShouldBe("Scale");
        scale.Text("apiVersion").ShouldBe("autoscaling/v1");
        scale.Integer("spec", "replicas").ShouldBe(2);
        scale.Integer("status", "replicas").ShouldBe(1);
        scale.Text("status", "selector").ShouldBe("app=a");

        api.Merge(thing + "/scale", """{"spec":{"replicas":5}}""").Is(200).Body.Integer("spec", "replicas").ShouldBe(5);
        api.Get(thing).Body.Integer("spec", "replicas").ShouldBe(5);
        api.Get(thing).Body.Integer("spec", "x").ShouldBe(1);
        api.Put(thing + "/scale", scale.ToJsonString()).Is(409, "Conflict");
        api.Merge(thing + "/scale", """{"spec":{"replicas":-1}}""").Code.ShouldBe(422);
    }

    [Theory, Servers]
    public void A_patch_that_carries_a_resourceVersion_must_meet_it(ServerKind server)
    {
        using var api = TestApi.Open(server);
        var first = api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201);
        api.Merge(api.ConfigMaps + "/a", $$"""{"metadata":{"resourceVersion":"{{first.Revision}}"},"data":{"k":"1"} }""").Is(200);
        api.Merge(api.ConfigMaps + "/a", $$"""{"metadata":{"resourceVersion":"{{first.Revision}}"},"data":{"k":"2"} }""")
            .Is(409, "Conflict");
    }
}
