using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Tests.Api;

public sealed class CreateTests
{
    [Theory, Servers]
    public void Create_answers_201_with_what_the_server_adds(ServerKind server)
    {
        using var api = TestApi.Open(server);
        var created = api.Post(api.ConfigMaps, TestApi.ConfigMap("a", """{"k":"v"}""",
            ""","uid":"mine","creationTimestamp":"2000-01-01T00:00:00Z","generation":7""")).Is(201).Body;

        created.Text("metadata", "uid").ShouldNotBe("mine");
        Guid.TryParse(created.Text("metadata", "uid"), out _).ShouldBeTrue();
        created.Text("metadata", "creationTimestamp")!.ShouldNotStartWith("2000");
        created.Text("metadata", "namespace").ShouldBe(api.Namespace);
        created.Text("metadata", "resourceVersion").ShouldNotBeNullOrEmpty();
        if (server == ServerKind.Embedded) created.At("metadata", "generation").ShouldBeNull("a ConfigMap has no generation");
        JsonEquality.Same(api.Get(api.ConfigMaps + "/a").Is(200).Body, created).ShouldBeTrue();
    }

    [Theory, Servers]
    public void Create_twice_is_refused_as_already_existing(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(201);
        var refused = api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(409, "AlreadyExists");
        refused.Message.ShouldBe("configmaps \"a\" already exists");
        refused.Body.Text("details", "name").ShouldBe("a");
        refused.Body.Text("details", "kind").ShouldBe("configmaps");
    }

    [Theory, Servers]
    public void Create_with_generateName_makes_names_of_safe_letters(ServerKind server)
    {
        using var api = TestApi.Open(server);
        const string body = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"generateName":"run-"}}""";
        var first = api.Post(api.ConfigMaps, body).Is(201).Body.Text("metadata", "name")!;
        var second = api.Post(api.ConfigMaps, body).Is(201).Body.Text("metadata", "name")!;
        first.ShouldMatch("^run-[bcdfghjklmnpqrstvwxz2456789]{5}$");
        second.ShouldNotBe(first);
    }

    [Theory, Servers]
    public void A_body_that_contradicts_its_path_is_refused(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a", "{}", ""","namespace":"other" """)).Is(400, "BadRequest")
            .Message.ShouldBe("the namespace of the provided object does not match the namespace sent on the request");
        api.Post(api.ConfigMaps, """{"apiVersion":"v2","kind":"ConfigMap","metadata":{"name":"a"}}""").Is(400, "BadRequest");
        api.Post(api.ConfigMaps, """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}""").Is(400, "BadRequest");
        api.Post(api.ConfigMaps, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{}}""").Is(422, "Invalid")
            .Message.ShouldContain("metadata.name: Required value: name or generateName is required");
        api.Post(api.ConfigMaps, "{").Is(400, "BadRequest");
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a"), "text/plain").Code.ShouldBe(415);
        api.Get(api.ConfigMaps).Is(200).Body.Objects("items").ShouldBeEmpty();
    }

    [Theory, Servers]
    public void A_value_that_does_not_fit_its_type_is_refused(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.Post(api.ConfigMaps, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","labels":{"x":1}}}""")
            .Is(400, "BadRequest");
        api.Post(api.ConfigMaps, """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":["x"]}""").Is(400, "BadRequest");
    }

    [Theory, Servers]
    public void A_dry_run_answers_and_stores_nothing(ServerKind server)
    {
        using var api = TestApi.Open(server);
        var before = api.Get(api.ConfigMaps).Revision;
        api.Post(api.ConfigMaps + "?dryRun=All", TestApi.ConfigMap("a")).Is(201).Body.Text("metadata", "uid").ShouldNotBeNull();
        api.Get(api.ConfigMaps + "/a").Is(404, "NotFound").Message.ShouldBe("configmaps \"a\" not found");
        if (api.Server is not null) api.Get(api.ConfigMaps).Revision.ShouldBe(before);
        api.Post(api.ConfigMaps + "?dryRun=Some", TestApi.ConfigMap("a")).Code.ShouldBeOneOf(400, 422);
    }

    [Theory, Servers]
    public void Unknown_and_repeated_fields_are_ignored_warned_about_or_refused_as_asked(ServerKind server)
    {
        using var api = TestApi.Open(server);
        const string body = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","foo":1},"data":{"k":"1"},"data":"""
            + """{"k":"2"},"bar":{}}""";
        var refused = api.Post(api.ConfigMaps + "?fieldValidation=Strict", body).Is(400, "BadRequest");
        refused.Message.ShouldContain("strict decoding error");
        refused.Message.ShouldContain("unknown field \"bar\"");
        refused.Message.ShouldContain("unknown field \"metadata.foo\"");
        refused.Message.ShouldContain("duplicate field \"data\"");

        var warned = api.Post(api.ConfigMaps + "?fieldValidation=Warn", body).Is(201);
        warned.Headers.GetValues("Warning").ShouldContain("299 - \"unknown field \\\"bar\\\"\"");
        warned.Body.Text("data", "k").ShouldBe("2");
        warned.Body["bar"].ShouldBeNull();

        var ignored = api.Post(api.ConfigMaps + "?fieldValidation=Ignore", body.Replace("\"a\"", "\"b\"", StringComparison.Ordinal))
            .Is(201);
        ignored.Headers.Contains("Warning").ShouldBeFalse();
    }

    [Fact]
    public void An_object_in_a_namespace_that_is_missing_or_ending_is_refused()
    {
        using var api = TestApi.Open();
        api.Post("/api/v1/namespaces/nowhere/configmaps", TestApi.ConfigMap("a")).Is(404, "NotFound")
            .Message.ShouldBe("namespaces \"nowhere\" not found");
        api.Delete($"/api/v1/namespaces/{api.Namespace}").Is(200).Body.Text("status", "phase").ShouldBe("Terminating");
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a")).Is(403, "Forbidden").Message.ShouldContain("because it is being terminated");
    }

    [Fact]
    public void A_body_beyond_the_limit_is_refused()
    {
        using var api = TestApi.Open();
        api.Post(api.ConfigMaps, TestApi.ConfigMap("a", $$"""{"k":"{{new string('x', 3 << 20)}}"}""")).Is(413, "RequestEntityTooLarge");
    }

    [Fact]
    public void A_document_deeper_than_the_limit_is_refused()
    {
        using var api = TestApi.Open();
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500);
        api.Post(api.ConfigMaps, deep).Is(400, "BadRequest");
    }

    [Fact]
    public void Paths_that_name_nothing_are_not_found()
    {
        using var api = TestApi.Open();
        foreach (var path in (string[])["/api/v1/nothings", "/apis/none/v1/things", "/nothing", "/api/v1/pods/a/b/c/d", "/api/v1/pods/x",
            "/openapi/v3/apis/none/v1"])
            api.Get(path).Code.ShouldBe(404, path);
        api.Send("PUT", api.ConfigMaps, "{}", "application/json").Code.ShouldBe(405);
        api.Send("DELETE", "/api/v1/configmaps", null, null).Code.ShouldBe(405);
    }
}
