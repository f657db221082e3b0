using Modelwright.LocalCluster.Json;
using Modelwright.LocalCluster.Tests.Api;

namespace Modelwright.LocalCluster.Tests.OpenApi;

public sealed class OpenApiTests
{
    [Theory, Servers]
    public void The_document_of_a_custom_group_has_its_schema_with_descriptions(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings(
            """{"type":"object","description":"What is wanted.","properties":{"a":{"type":"string","description":"The letter."}}}""");
        var schemas = api.Get($"/openapi/v3/apis/{api.Group}/v1").Is(200).Body.Child("components", "schemas")!;
        var thing = schemas.Single(pair => pair.Key.EndsWith(".v1.Thing", StringComparison.Ordinal)).Value;
        thing.Text("properties", "spec", "description").ShouldBe("What is wanted.");
        thing.Text("properties", "spec", "properties", "a", "description").ShouldBe("The letter.");
        var kind = thing.Objects("x-kubernetes-group-version-kind").Single();
        kind.Text("group").ShouldBe(api.Group);
        kind.Text("kind").ShouldBe("Thing");
        schemas.ContainsKey("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta").ShouldBeTrue();
    }

    [Theory, Servers]
    public void A_patch_operation_lists_the_parameters_that_kubectl_looks_for(ServerKind server)
    {
        using var api = TestApi.Open(server);
        api.DefineThings();
        var paths = api.Get($"/openapi/v3/apis/{api.Group}/v1").Body.Child("paths")!;
        var patch = paths[$"/apis/{api.Group}/v1/namespaces/{{namespace}}/things/{{name}}"].Child("patch")!;
        patch.Objects("parameters").Select(parameter => parameter.Text("name"))
            .ShouldBe(["dryRun", "fieldManager", "fieldValidation", "force"], ignoreOrder: true);
        patch.Text("x-kubernetes-group-version-kind", "kind").ShouldBe("Thing");
    }

    [Fact]
    public void The_index_names_every_group_and_changes_its_hash_with_the_schema()
    {
        using var api = TestApi.Open();
        api.DefineThings();
        string Link() => api.Get("/openapi/v3").Is(200).Body.Child("paths", $"apis/{api.Group}/v1").Text("serverRelativeURL")!;
        var before = Link();
        api.Get(before).Is(200);
        api.Get("/openapi/v3").Body.Child("paths")!.Select(pair => pair.Key).ShouldContain("api/v1");
        var definition = $"/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.{api.Group}";
        api.Put(definition, api.Get(definition).Text.Replace("\"phase\"", "\"stage\"", StringComparison.Ordinal)).Is(200);
        Link().ShouldNotBe(before);
    }

    [Fact]
    public void Every_reference_in_every_document_leads_somewhere()
    {
        using var api = TestApi.Open();
        foreach (var (path, _) in api.Get("/openapi/v3").Body.Child("paths")!)
        {
            var document = api.Get($"/openapi/v3/{path}").Is(200);
            var known = document.Body.Child("components", "schemas")!.Select(pair => pair.Key).ToHashSet();
            foreach (var part in document.Text.Split("\"#/components/schemas/").Skip(1))
                known.ShouldContain(part[..part.IndexOf('"', StringComparison.Ordinal)], path);
        }
    }
}
