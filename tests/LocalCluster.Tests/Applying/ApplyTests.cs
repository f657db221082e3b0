using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Tests.Api;

namespace Modelwright.LocalCluster.Tests.Applying;

public sealed class ApplyTests
{
    private const string Schema = """
        {"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"},"replicas":{"type":"integer"},
         "map":{"type":"object","additionalProperties":{"type":"string"}},
         "atomicMap":{"type":"object","x-kubernetes-map-type":"atomic","additionalProperties":{"type":"string"}},
         "nested":{"type":"object","properties":{"x":{"type":"string"},"y":{"type":"string"}}},
         "list":{"type":"array","items":{"type":"string"}},
         "set":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
         "keyed":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],
          "items":{"type":"object","required":["name"],
           "properties":{"name":{"type":"string"},"v":{"type":"string"},"w":{"type":"string"}}}}}}
        """;

    private const string Emptied = """
        {"type":"object","properties":{"map":{"type":"object","additionalProperties":{"type":"string"}},
         "nullable":{"type":"object","nullable":true,"additionalProperties":{"type":"string"}}}}
        """;

    [Theory, Servers]
    public void The_first_apply_creates_and_records_what_it_applied(ServerKind server)
    {
        using var api = Things(server);
        var created = Apply(api, "one",
            """{"a":"1","nested":{"x":"1"},"list":["l"],"set":["s"],"keyed":[{"name":"k","v":"1"}],"map":{"m":"1"},"atomicMap":"""
                + """{"m":"1"}}""", 201);
        Owned(created, "one")
            .ShouldBe(
                """{"f:spec":{"f:a":{},"f:atomicMap":{},"f:keyed":{"k:{\"name\":\"k\"}":{".":{},"f:name":{},"f:v":{}}},"f:list":"""
                    + """{},"f:map":{"f:m":{}},"f:nested":{"f:x":{}},"f:set":{"v:\"s\"":{}}}}""");
        var entry = created["metadata"].Objects("managedFields").Single();
        entry.Text("operation").ShouldBe("Apply");
        entry.Text("apiVersion").ShouldBe($"{api.Group}/v1");
        entry.Text("fieldsType").ShouldBe("FieldsV1");
        entry.Text("time").ShouldNotBeNull();
    }

    [Theory, Servers]
    public void Another_manager_that_wants_another_value_is_refused_unless_it_forces(ServerKind server)
    {
        using var api = Things(server);
        Apply(api, "one", """{"a":"1","b":"1","keyed":[{"name":"k","v":"1"}]}""", 201);
        var refused = api.Apply(api.ThingsPath + "/t", api.Thing("t", """{"a":"2","b":"1","keyed":[{"name":"k","v":"2"}]}"""), "two")
            .Is(409, "Conflict");
        refused.Message.ShouldBe("Apply failed with 2 conflicts: conflicts with \"one\":\n- .spec.a\n- .spec.keyed[name=\"k\"].v");
        refused.Body["details"].Objects("causes").Select(cause => $"{cause.Text("reason")} {cause.Text("field")}")
            .ShouldBe(["FieldManagerConflict .spec.a", "FieldManagerConflict .spec.keyed[name=\"k\"].v"]);

        var forced = Apply(api, "two", """{"a":"2"}""", 200, force: true);
        forced.Text("spec", "a").ShouldBe("2");
        Owned(forced, "one").ShouldBe("""{"f:spec":{"f:b":{},"f:keyed":{"k:{\"name\":\"k\"}":{".":{},"f:name":{},"f:v":{}}}}}""");
        Owned(forced, "two").ShouldBe("""{"f:spec":{"f:a":{}}}""");
    }

    [Theory, Servers]
    public void Two_managers_may_want_the_same_value_and_then_both_own_it(ServerKind server)
    {
        using var api = Things(server);
        Apply(api, "one", """{"a":"1"}""", 201);
        var shared = Apply(api, "two", """{"a":"1"}""", 200);
        Owned(shared, "one").ShouldBe(Owned(shared, "two"));
        Apply(api, "one", """{"b":"1"}""", 200).Text("spec", "a").ShouldBe("1", "the other one still applies it");
        Apply(api, "two", """{"b":"1"}""", 200)["spec"].Text("a").ShouldBeNull();
    }

    [Theory, Servers]
    public void What_a_manager_no_longer_applies_is_removed_if_nobody_else_owns_it(ServerKind server)
    {
        using var api = Things(server);
        Apply(api, "one",
            """{"a":"1","nested":{"x":"1","y":"1"},"set":["p","q"],"keyed":[{"name":"k","v":"1"},{"name":"l","v":"1"}],"map":"""
                + """{"m":"1","n":"1"}}""", 201);
        Apply(api, "two", """{"nested":{"y":"1"},"set":["q"],"keyed":[{"name":"l","w":"2"}],"map":{"o":"3"}}""", 200);
        var rest = Apply(api, "one", """{"b":"2"}""", 200);
        Spec(rest).ShouldBe("""{"b":"2","keyed":[{"name":"l","w":"2"}],"map":{"o":"3"},"nested":{"y":"1"},"set":["q"]}""");
    }

    [Theory, Servers]
    public void An_object_that_an_apply_empties_becomes_null_which_its_schema_must_allow(ServerKind server)
    {
        using var api = Things(server);
        Apply(api, "one", """{"a":"1"}""", 201);
        api.Apply(api.ThingsPath + "/t", api.Thing("t"), "one").Is(422, "Invalid")
            .Message.ShouldContain("spec in body must be of type object: \"null\"");
    }

    [Theory, Servers]
    public void A_map_that_an_apply_empties_is_kept_as_null_where_the_schema_takes_one(ServerKind server)
    {
        using var api = Things(server, Emptied);
        Apply(api, "one", """{"nullable":{"m":"1"}}""", 201);
        var emptied = Apply(api, "one", """{"nullable":{}}""", 200);
        Spec(emptied).ShouldBe("""{"nullable":null}""", "the only map under spec is emptied, spec stays");
        Owned(emptied, "one").ShouldBe("""{"f:spec":{"f:nullable":{}}}""");
        Spec(Apply(api, "one", """{"nullable":{}}""", 200)).ShouldBe("""{"nullable":{}}""", "now nothing was removed from it");
    }

    [Theory, Servers]
    public void A_map_that_an_apply_empties_gets_its_default_where_it_has_one(ServerKind server)
    {
        using var api = Things(server, """
            {"type":"object","properties":{"free":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
             "defaulted":{"type":"object","default":{"x":"default"},"properties":{"x":{"type":"string"}}}}}
            """);
        Apply(api, "one", """{"defaulted":{"x":"1"}}""", 201);
        Spec(Apply(api, "one", """{"defaulted":{}}""", 200)).ShouldBe("""{"defaulted":{"x":"default"}}""");
        Spec(Apply(api, "one", """{"free":{"deep":{"y":"1"}}}""", 200))
            .ShouldBe("""{"defaulted":{"x":"default"},"free":{"deep":{"y":"1"}}}""");
        Spec(Apply(api, "one", """{"free":{"deep":{}}}""", 200)).ShouldBe("""{"defaulted":{"x":"default"},"free":{"deep":null}}""");
    }

    [Theory, Servers]
    public void A_map_that_an_apply_empties_is_refused_where_the_schema_takes_no_null(ServerKind server)
    {
        using var api = Things(server, Emptied);
        Apply(api, "one", """{"map":{"m":"1"}}""", 201);
        var path = api.ThingsPath + "/t";
        api.Apply(path, api.Thing("t", """{"map":{}}"""), "one").Is(422, "Invalid")
            .Message.ShouldContain("spec.map in body must be of type object: \"null\"");
        Spec(api.Get(path).Is(200).Body).ShouldBe("""{"map":{"m":"1"}}""");
    }

    [Theory, Servers]
    public void A_map_that_a_patch_empties_stays_empty(ServerKind server)
    {
        using var api = Things(server, Emptied);
        Apply(api, "one", """{"map":{"m":"1"}}""", 201);
        var path = api.ThingsPath + "/t";
        Spec(api.Merge(path, """{"spec":{"map":{"m":null}}}""").Is(200).Body).ShouldBe("""{"map":{}}""");
        Spec(api.Merge(path, """{"spec":{"map":null}}""").Is(200).Body).ShouldBe("{}");
    }

    [Theory, Servers]
    public void An_update_takes_ownership_and_an_apply_gives_its_fields_back_only_by_force(ServerKind server)
    {
        using var api = Things(server);
        Apply(api, "one", """{"a":"1","b":"1"}""", 201);
        var updated = api.Send("PATCH", api.ThingsPath + "/t?fieldManager=editor",
            """{"spec":{"a":"edited","map":{"m":"1"}}}""", "application/merge-patch+json").Is(200).Body;
        Owned(updated, "one").ShouldBe("""{"f:spec":{"f:b":{}}}""");
        Owned(updated, "editor").ShouldBe("""{"f:spec":{"f:a":{},"f:map":{".":{},"f:m":{}}}}""");
        api.Apply(api.ThingsPath + "/t", api.Thing("t", """{"a":"1","b":"1"}"""), "one").Is(409, "Conflict")
            .Message.ShouldBe($"Apply failed with 1 conflict: conflict with \"editor\" using {api.Group}/v1: .spec.a");
        Apply(api, "one", """{"b":"1"}""", 200).Text("spec", "a").ShouldBe("edited", "an update keeps what it set");
    }

    [Theory, Servers]
    public void Lists_merge_in_an_order_that_respects_both(ServerKind server)
    {
        using var api = Things(server);
        Apply(api, "one", """{"set":["b","d"],"keyed":[{"name":"y"},{"name":"x"}]}""", 201);
        var merged = Apply(api, "two", """{"set":["a","d","c"],"keyed":[{"name":"z"},{"name":"x","v":"1"}]}""", 200);
        merged["spec"].Texts("set").ShouldBe(["b", "a", "d", "c"]);
        merged["spec"].Objects("keyed").Select(item => item.Text("name")).ShouldBe(["y", "z", "x"]);
        Apply(api, "three", """{"set":["c","b"]}""", 200)["spec"].Texts("set").ShouldBe(["a", "d", "c", "b"]);
    }

    [Theory, Servers]
    public void Atomic_values_are_owned_and_replaced_as_a_whole(ServerKind server)
    {
        using var api = Things(server);
        Apply(api, "one", """{"list":["a"],"atomicMap":{"a":"1"}}""", 201);
        api.Apply(api.ThingsPath + "/t", api.Thing("t", """{"list":["b"]}"""), "two").Is(409, "Conflict");
        api.Apply(api.ThingsPath + "/t", api.Thing("t", """{"atomicMap":{"b":"1"}}"""), "two").Is(409, "Conflict");
        Spec(Apply(api, "two", """{"list":["b"],"atomicMap":{"b":"1"}}""", 200, force: true))
            .ShouldBe("""{"atomicMap":{"b":"1"},"list":["b"]}""");
    }

    [Theory, Servers]
    public void Status_is_applied_and_owned_apart(ServerKind server)
    {
        using var api = Things(server);
        Apply(api, "one", """{"a":"1"}""", 201);
        var body = api.Thing("t", """{"a":"9"}""", ""","labels":{"l":"1"}""")
            .Replace("\"spec\":", "\"status\":{\"phase\":\"On\"},\"spec\":", StringComparison.Ordinal);
        var status = api.Apply(api.ThingsPath + "/t/status", body, "one").Is(200).Body;
        status.Text("spec", "a").ShouldBe("1");
        status.Text("status", "phase").ShouldBe("On");
        status.At("metadata", "labels").ShouldBeNull();
        var entries = status["metadata"].Objects("managedFields").ToDictionary(entry => entry.Text("subresource") ?? "");
        entries["status"].Child("fieldsV1")!.ToJsonString().ShouldBe("""{"f:status":{"f:phase":{}}}""");
        Apply(api, "one", """{"b":"1"}""", 200).Text("status", "phase").ShouldBe("On");
    }

    [Theory, Servers]
    public void What_an_apply_must_not_say_is_refused(ServerKind server)
    {
        using var api = Things(server);
        var path = api.ThingsPath + "/t";
        api.Send("PATCH", path, api.Thing("t"), "application/apply-patch+yaml").Is(422, "Invalid")
            .Message.ShouldContain("fieldManager: Required value");
        api.Apply(path, api.Thing("t", "{}", ""","managedFields":[{}]"""), "one").Is(400, "BadRequest")
            .Message.ShouldBe("metadata.managedFields must be nil");
        api.Apply(path, api.Thing("other"), "one").Is(400, "BadRequest");
        api.Apply(path, """{"kind":"Thing","metadata":{"name":"t"}}""", "one").Is(400, "BadRequest");
        api.Apply(path, "a: [b", "one").Is(400, "BadRequest");
        api.Apply(path, api.Thing("t", """{"unknown":1}"""), "one").Code.ShouldBe(500);
        api.Send("PATCH", path + "?force=true", "{}", "application/merge-patch+json").Is(422, "Invalid");
        api.Apply(path, api.Thing("t", "{}", ""","uid":"00000000-0000-0000-0000-000000000000" """), "one").Is(409, "Conflict");
    }

    [Theory, Servers]
    public void Yaml_is_applied_as_well(ServerKind server)
    {
        using var api = Things(server);
        var yaml = $"apiVersion: {api.Group}/v1\nkind: Thing\nmetadata:\n  name: t\nspec:\n  a: \"yes\"\n  replicas: 3\n  list: [x, 'y']\n";
        var created = api.Apply(api.ThingsPath + "/t", yaml, "one").Is(201).Body;
        Spec(created).ShouldBe("""{"a":"yes","list":["x","y"],"replicas":3}""");
    }

    [Theory, Servers]
    public void One_empty_entry_forgets_who_owned_what(ServerKind server)
    {
        using var api = Things(server);
        Apply(api, "one", """{"a":"1"}""", 201);
        api.Merge(api.ThingsPath + "/t", """{"metadata":{"managedFields":[]}}""").Is(200).Body["metadata"].Objects("managedFields")
            .ShouldNotBeEmpty();
        api.Merge(api.ThingsPath + "/t", """{"metadata":{"managedFields":[{}]}}""").Is(200).Body["metadata"].Objects("managedFields")
            .ShouldBeEmpty();
        var applied = Apply(api, "two", """{"b":"1"}""", 200);
        Owned(applied, "before-first-apply").ShouldBe("""{"f:spec":{".":{},"f:a":{}}}""");
        api.Apply(api.ThingsPath + "/t", api.Thing("t", """{"a":"2"}"""), "two").Is(409, "Conflict");
    }

    [Theory, Servers]
    public void Kubectl_may_take_over_what_its_own_annotation_lists(ServerKind server)
    {
        using var api = Things(server);
        var last = api.Thing("t", """{"a":"1"}""").Replace("\"", "\\\"", StringComparison.Ordinal);
        var metadata = $$""","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{{last}}"}""";
        api.Post(api.ThingsPath + "?fieldManager=kubectl-client-side-apply", api.Thing("t", """{"a":"1","b":"1"}""", metadata)).Is(201);
        Apply(api, "kubectl", """{"a":"2"}""", 200).Text("spec", "a").ShouldBe("2");
        api.Apply(api.ThingsPath + "/t", api.Thing("t", """{"a":"2","b":"2"}"""), "kubectl").Is(409, "Conflict");
    }

    private static TestApi Things(ServerKind server, string schema = Schema)
    {
        var api = TestApi.Open(server);
        api.DefineThings(schema);
        return api;
    }

    private static JsonObject Apply(TestApi api, string manager, string spec, int code, bool force = false) =>
        api.Apply(api.ThingsPath + "/t", api.Thing("t", spec), manager, force).Is(code).Body;

    private static string Owned(JsonObject value, string manager) =>
        Sorted(value["metadata"].Objects("managedFields").Single(entry =>
            entry.Text("manager") == manager && entry.Text("subresource") is null)["fieldsV1"]!).ToJsonString(JsonText.Options);

    private static string Spec(JsonObject value) => Sorted(value["spec"]!).ToJsonString(JsonText.Options);

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value is null ? null : Sorted(pair.Value)))),
        _ => node.DeepClone(),
    };
}
