using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Tests.Api;

namespace Modelwright.LocalCluster.Tests.Schema;

public sealed class DefinitionTests
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    private static readonly (string Schema, string Expected)[] NotStructural =
    [
        ("""{"type":"string"}""", ".type: Invalid value: \"string\": must be object at the root"),
        ("""{"type":"object","properties":{"a":{}}}""",
            ".properties[a].type: Required value: must not be empty for specified object fields"),
        ("""{"type":"object","properties":{"a":{"type":"array"}}}""", ".properties[a].items: Required value: must be specified"),
        ("""{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"},"uniqueItems":true}}}""",
            ".properties[a].uniqueItems: Forbidden: uniqueItems cannot be set to true"),
        ("""{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"string"}},"additionalProperties":"""
            + """{"type":"string"}}}}""",
            "additionalProperties and properties are mutual exclusive"),
        ("""{"type":"object","properties":{"a":{"type":"integer","default":"x"}}}""", ".properties[a].default: Invalid value: \"string\""),
        ("""{"type":"object","properties":{"a":{"type":"array","x-kubernetes-list-type":"map","items":"""
            + """{"type":"object","properties":{"n":{"type":"string"}}}}}}""",
            ".x-kubernetes-list-map-keys: Required value"),
        ("""{"type":"object","properties":{"a":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":"""
            + """["n"],"items":{"type":"object","properties":{"n":{"type":"string"}}}}}}""",
            "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"),
        ("""{"type":"object","properties":{"a":{"type":"object","anyOf":[{"type":"string"}]}}}""",
            ".anyOf[0].type: Forbidden: must be empty to be structural"),
        ("""{"type":"object","properties":{"a":{"$ref":"#/x"}}}""", "$ref"),
        ("""{"type":"object","properties":{"a":{"type":"string","pattern":"("}}}""", ".properties[a].pattern"),
    ];

    [Theory, Servers]
    public void A_definition_is_established_and_discovered_with_its_names(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings();
        Eventually.IsTrue(() => api.Get($"{Definitions}/things.{api.Group}").Body["status"].Objects("conditions")
            .Any(condition => condition.Text("type") == "Established" && condition.Text("status") == "True"));
        var definition = api.Get($"{Definitions}/things.{api.Group}").Body;
        definition.Text("status", "acceptedNames", "singular").ShouldBe("thing");
        definition.Text("status", "acceptedNames", "listKind").ShouldBe("ThingList");
        definition["status"].Texts("storedVersions").ShouldBe(["v1"]);

        var resources = api.Get($"/apis/{api.Group}/v1").Is(200).Body.Objects("resources").ToDictionary(resource => resource.Text("name")!);
        resources.Keys.Order().ShouldBe(["things", "things/scale", "things/status"]);
        resources["things"].Texts("shortNames").ShouldBe(["thg"]);
        resources["things/scale"].Text("group").ShouldBe("autoscaling");
        api.Get($"/apis/{api.Group}").Is(200).Body.Text("preferredVersion", "groupVersion").ShouldBe($"{api.Group}/v1");
    }

    [Theory, Servers]
    public void A_schema_that_is_not_structural_is_refused(ServerKind server)
    {
        using var api = TestApi.Open(server);
        foreach (var (schema, expected) in NotStructural)
            api.Post(Definitions, Definition(api, "things", schema)).Is(422, "Invalid").Message.ShouldContain(expected);
    }

    [Theory, Servers]
    public void A_definition_must_be_named_after_its_kind(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.Post(Definitions, Definition(api, "others", """{"type":"object"}""")).Is(422, "Invalid")
            .Message.ShouldContain("must be spec.names.plural+\".\"+spec.group");
        api.Post(Definitions, Definition(api, "things", """{"type":"object"}""")
            .Replace("\"storage\":true", "\"storage\":false", StringComparison.Ordinal)).Is(422, "Invalid")
            .Message.ShouldContain("must have exactly one version marked as storage version");
        api.Post(Definitions, Definition(api, "things", """{"type":"object"}""").Replace("Namespaced", "Global", StringComparison.Ordinal))
            .Is(422, "Invalid")
            .Message.ShouldContain("spec.scope: Unsupported value: \"Global\"");
    }

    [Theory, Servers]
    public void What_a_definition_is_about_does_not_change(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings();
        api.Merge($"{Definitions}/things.{api.Group}", """{"spec":{"scope":"Cluster"}}""").Is(422, "Invalid")
            .Message.ShouldContain("field is immutable");
        api.Merge($"{Definitions}/things.{api.Group}", """{"spec":{"names":{"shortNames":["tg"]}}}""").Is(200);
    }

    [Fact]
    public void A_name_that_another_definition_has_is_not_accepted()
    {
        using var api = TestApi.Open();
        api.DefineThings();
        var rival = Definition(api, "things", """{"type":"object"}""")
            .Replace("things.", "rivals.", StringComparison.Ordinal)
                .Replace("\"plural\":\"things\"", "\"plural\":\"rivals\"", StringComparison.Ordinal);
        var conditions = api.Post(Definitions, rival).Is(201).Body["status"].Objects("conditions")
            .ToDictionary(condition => condition.Text("type")!);
        conditions["NamesAccepted"].Text("status").ShouldBe("False");
        conditions["NamesAccepted"].Text("message")!.ShouldContain("is already in use");
        conditions["Established"].Text("status").ShouldBe("False");
        api.Get($"/apis/{api.Group}/v1/namespaces/{api.Namespace}/rivals").Is(404);
    }

    private static string Definition(TestApi api, string name, string schema) => $$"""
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"{{name}}.{{api.Group}}"},
         "spec":{"group":"{{api.Group}}","scope":"Namespaced","names":{"kind":"Thing","plural":"things"},
          "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{{schema}} } }]} }
        """;
}
