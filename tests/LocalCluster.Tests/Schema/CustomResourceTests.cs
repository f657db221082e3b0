using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Tests.Api;

namespace Modelwright.LocalCluster.Tests.Schema;

public sealed class CustomResourceTests
{
    private const string Schema = """
        {"type":"object","required":["need"],"properties":{
         "need":{"type":"string"},
         "int":{"type":"integer","minimum":1,"maximum":10},
         "num":{"type":"number","exclusiveMinimum":true,"minimum":0,"multipleOf":0.5},
         "text":{"type":"string","minLength":2,"maxLength":5,"pattern":"^[a-z]+$"},
         "choice":{"type":"string","enum":["a","b"]},
         "time":{"type":"string","format":"date-time"},
         "flag":{"type":"boolean"},
         "nullable":{"type":"string","nullable":true},
         "any":{"type":"object","x-kubernetes-preserve-unknown-fields":true},
         "ios":{"x-kubernetes-int-or-string":true},
         "list":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"integer"}},
         "set":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},
         "keyed":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["name"],
          "items":{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"v":{"type":"integer","default":7}}}},
         "map":{"type":"object","minProperties":1,"maxProperties":2,"additionalProperties":{"type":"string"}},
         "one":{"type":"object","properties":{"x":{"type":"string"},"y":{"type":"string"}},"oneOf":[{"required":["x"]},{"required":["y"]}]},
         "def":{"type":"object","default":{},"properties":{"a":{"type":"string","default":"A"},"b":{"type":"integer"}}}}}
        """;

    private static readonly (string Spec, string Expected)[] Invalid =
    [
        ("""{}""", "spec.need: Required value"),
        ("""{"need":1}""", "spec.need: Invalid value: \"integer\": spec.need in body must be of type string: \"integer\""),
        ("""{"need":null}""", "spec.need: Required value"),
        ("""{"need":"","int":0}""", "spec.int: Invalid value: 0: spec.int in body should be greater than or equal to 1"),
        ("""{"need":"","int":11}""", "spec.int: Invalid value: 11: spec.int in body should be less than or equal to 10"),
        ("""{"need":"","int":1.5}""", "spec.int: Invalid value: \"number\": spec.int in body must be of type integer: \"number\""),
        ("""{"need":"","num":0.3}""", "spec.num: Invalid value: 0.3: spec.num in body should be a multiple of 0.5"),
        ("""{"need":"","text":"a"}""", "spec.text: Invalid value: \"a\": spec.text in body should be at least 2 chars long"),
        ("""{"need":"","text":"abcdef"}""", "spec.text: Too long: may not be more than 5 bytes"),
        ("""{"need":"","text":"A1"}""", "spec.text: Invalid value: \"A1\": spec.text in body should match '^[a-z]+$'"),
        ("""{"need":"","choice":"c"}""", "spec.choice: Unsupported value: \"c\": supported values: \"a\", \"b\""),
        ("""{"need":"","time":"soon"}""", "spec.time: Invalid value: \"soon\": spec.time in body must be of type date-time: \"soon\""),
        ("""{"need":"","flag":"yes"}""", "spec.flag: Invalid value: \"string\": spec.flag in body must be of type boolean: \"string\""),
        ("""{"need":"","ios":1.5}""", "spec.ios: Invalid value: \"number\": spec.ios in body must be of type integer,string: \"number\""),
        ("""{"need":"","list":[]}""", "spec.list: Invalid value: 0: spec.list in body should have at least 1 items"),
        ("""{"need":"","list":[1,2,3]}""", "spec.list: Too many: 3: must have at most 2 items"),
        ("""{"need":"","list":[1,"2"]}""",
            "spec.list[1]: Invalid value: \"string\": spec.list[1] in body must be of type integer: \"string\""),
        ("""{"need":"","set":["a","b","a"]}""", "spec.set[2]: Duplicate value: \"a\""),
        ("""{"need":"","keyed":[{"name":"a"},{"name":"a"}]}""", "spec.keyed[1]: Duplicate value: {\"name\":\"a\"}"),
        ("""{"need":"","keyed":[{}]}""", "spec.keyed[0].name: Required value"),
        ("""{"need":"","map":{}}""", "spec.map: Invalid value: 0: spec.map in body should have at least 1 properties"),
        ("""{"need":"","map":{"a":"","b":"","c":""}}""", "spec.map: Too many: 3: must have at most 2 items"),
        ("""{"need":"","map":{"a":1}}""", "spec.map.a: Invalid value: \"integer\": spec.map.a in body must be of type string: \"integer\""),
        ("""[]""", "spec: Invalid value: \"array\": spec in body must be of type object: \"array\""),
    ];

    [Theory, Servers]
    public void An_invalid_value_is_refused_with_its_field_and_what_it_should_be(ServerKind server)
    {
        using var api = Things(server);
        foreach (var (spec, expected) in Invalid)
        {
            var refused = api.Post(api.ThingsPath, api.Thing("t", spec)).Is(422, "Invalid");
            refused.Body.Text("details", "kind").ShouldBe("Thing");
            refused.Body["details"].Objects("causes").Select(cause => $"{cause.Text("field")}: {cause.Text("message")}")
                .ShouldContain(expected, refused.Text);
        }
    }

    [Theory, Servers]
    public void Combinations_hold_as_well(ServerKind server)
    {
        using var api = Things(server);
        api.Post(api.ThingsPath, api.Thing("t", """{"need":"","one":{"x":"1","y":"1"}}""")).Is(422, "Invalid")
            .Message.ShouldContain("must validate one and only one schema (oneOf)");
        api.Post(api.ThingsPath, api.Thing("t", """{"need":"","one":{}}""")).Is(422, "Invalid")
            .Message.ShouldContain("(oneOf). Found none valid");
        api.Post(api.ThingsPath, api.Thing("t", """{"need":"","one":{"y":"1"}}""")).Is(201);
    }

    [Theory, Servers]
    public void Defaults_are_filled_in_also_inside_lists_and_over_nulls(ServerKind server)
    {
        using var api = Things(server);
        var spec = api.Post(api.ThingsPath,
            api.Thing("t", """{"need":"x","keyed":[{"name":"a"},{"name":"b","v":1},{"name":"c","v":null}],"nullable":null,"def":null}"""))
                .Is(201).Body["spec"]!.AsObject();
        spec.Text("def", "a").ShouldBe("A");
        spec.Objects("keyed").Select(item => item.Integer("v")).ShouldBe([7, 1, 7]);
        spec.ContainsKey("nullable").ShouldBeTrue();
        spec["nullable"].ShouldBeNull();
        var patched = api.Merge(api.ThingsPath + "/t", """{"spec":{"def":{"a":null,"b":2}}}""").Is(200).Body;
        patched.Text("spec", "def", "a").ShouldBe("A");
        patched.Integer("spec", "def", "b").ShouldBe(2);
    }

    [Theory, Servers]
    public void Unknown_fields_are_pruned_except_where_they_are_kept(ServerKind server)
    {
        using var api = Things(server);
        var body = api.Thing("t", """{"need":"x","junk":1,"any":{"kept":{"deep":[1]}},"keyed":[{"name":"a","junk":1}],"def":{"junk":1}}""")
            .Replace("\"spec\":", "\"junk\":1,\"spec\":", StringComparison.Ordinal);
        var created = api.Post(api.ThingsPath + "?fieldValidation=Ignore", body).Is(201).Body;
        created["junk"].ShouldBeNull();
        created["spec"]!.AsObject().ContainsKey("junk").ShouldBeFalse();
        created["spec"]!["any"]!.ToJsonString().ShouldBe("""{"kept":{"deep":[1]}}""");
        created["spec"].Objects("keyed").Single().ContainsKey("junk").ShouldBeFalse();
        created.Child("spec", "def")!.ContainsKey("junk").ShouldBeFalse();

        var strict = api.Post(api.ThingsPath + "?fieldValidation=Strict", body).Is(400, "BadRequest");
        foreach (var field in (string[])["junk", "spec.junk", "spec.keyed[0].junk", "spec.def.junk"])
            strict.Message.ShouldContain($"unknown field \"{field}\"");
    }

    [Theory, Servers]
    public void An_object_needs_its_apiVersion_and_kind(ServerKind server)
    {
        using var api = Things(server);
        api.Post(api.ThingsPath, """{"metadata":{"name":"t"},"spec":{"need":""}}""").Is(400, "BadRequest")
            .Message.ShouldContain("Object 'Kind' is missing");
    }

    [Theory, Servers]
    public void Strategic_merge_is_not_for_custom_resources(ServerKind server)
    {
        using var api = Things(server);
        api.Post(api.ThingsPath, api.Thing("t", """{"need":""}""")).Is(201);
        api.Send("PATCH", api.ThingsPath + "/t", "{}", "application/strategic-merge-patch+json").Code.ShouldBe(415);
    }

    [Fact]
    public void A_default_that_comes_later_shows_on_objects_that_were_there_before()
    {
        using var api = TestApi.Open();
        api.DefineThings("""{"type":"object","properties":{"a":{"type":"string"}}}""");
        api.Post(api.ThingsPath, api.Thing("old", """{"a":"1"}""")).Is(201);
        var definition = $"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{api.Group}";
        var changed = api.Get(definition)
            .Text.Replace("\"a\":{\"type\":\"string\"}", "\"b\":{\"type\":\"string\",\"default\":\"late\"}", StringComparison.Ordinal);
        api.Put(definition, changed).Is(200);
        var read = api.Get(api.ThingsPath + "/old").Is(200).Body;
        read["spec"]!.ToJsonString().ShouldBe("""{"b":"late"}""");
        api.Get(api.ThingsPath).Body.Objects("items").Single().Text("spec", "b").ShouldBe("late");
    }

    [Theory, Servers]
    public void Two_versions_show_the_same_objects(ServerKind server)
    {
        using var api = TestApi.Open(server);
        const string version = """{"name":"NAME","served":true,"storage":STORAGE,"schema":"""
            + """{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{"a":{"type":"string"}}}}}}}""";
        var versions = version.Replace("NAME", "v1", StringComparison.Ordinal).Replace("STORAGE", "true", StringComparison.Ordinal) + ","
            + version.Replace("NAME", "v2beta1", StringComparison.Ordinal).Replace("STORAGE", "false", StringComparison.Ordinal);
        api.Post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", $$"""
            {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"things.{{api.Group}}"},
             "spec":{"group":"{{api.Group}}","scope":"Namespaced","names":{"kind":"Thing","plural":"things"},"versions":[{{versions}}]} }
            """).Is(201);
        var other = api.ThingsPath.Replace("/v1/", "/v2beta1/", StringComparison.Ordinal);
        Eventually.IsTrue(() => api.Get(other).Code == 200 && api.Get(api.ThingsPath).Code == 200);
        var created = api.Post(other, api.Thing("t", """{"a":"1"}""").Replace("/v1\"", "/v2beta1\"", StringComparison.Ordinal)).Is(201);
        created.Body.Text("apiVersion").ShouldBe($"{api.Group}/v2beta1");
        var read = api.Get(api.ThingsPath + "/t").Is(200);
        read.Body.Text("apiVersion").ShouldBe($"{api.Group}/v1");
        read.Revision.ShouldBe(created.Revision);
    }

    private static TestApi Things(ServerKind server)
    {
        var api = TestApi.Open(server);
        api.DefineThings(Schema);
        return api;
    }
}
