using System.Text.Json.Nodes;
using Modelwright.Crds.Tests.Schemas;
using Modelwright.Crds.Tests.Server;
using Modelwright.Testing;

namespace Modelwright.Crds.Tests;

/// <summary>What a person sees through kubectl, on a real API server.</summary>
public sealed class KubectlTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("model")]
    [InlineData("model.spec.source.artifact")]
    [InlineData("model.spec.serving")]
    [InlineData("model.spec.rollout")]
    [InlineData("modelversion.spec")]
    [InlineData("trainingrun")]
    [InlineData("trainingrun.spec")]
    [InlineData("trainingrun.status")]
    [InlineData("experiment")]
    [InlineData("experiment.spec")]
    [InlineData("experiment.status")]
    public async Task Explain_reads_like_documentation(string field)
    {
        var server = await ApiServer.ConnectAsync(Cancellation);
        var lines = (await server.KubectlAsync($"explain {field}", Cancellation)).Split('\n').Select(line => line.TrimEnd());
        Snapshot.Match(string.Join('\n', lines), $"explain.{field}.txt");
    }

    [Fact]
    public async Task Get_shows_whether_it_serves_and_what_is_happening()
    {
        var server = await ApiServer.ConnectAsync(Cancellation);
        var model = Named(ReadModel(), "columns");
        await CreateAsync(server, model);
        (await server.ReplaceStatusAsync(model, dryRun: false, Cancellation)).ShouldBeNull();
        var lines = (await server.KubectlAsync("get mdl columns -o wide", Cancellation)).Split('\n');
        Words(lines[0]).ShouldBe(
            ["NAME", "READY", "REASON", "PHASE", "REVISION", "NEXT", "WEIGHT", "REPLICAS", "URL", "AGE", "AVAILABLE", "DRIFT", "MESSAGE"]);
        Words(lines[1])[..9].ShouldBe(
            ["columns", "True", "Serving", "Canarying", "complete-6f9c2a1b", "complete-91ab33d0", "5", "1", "http://complete:8080"]);
        Words(await server.KubectlAsync("get ml", Cancellation)).ShouldContain("model.modelwright.io/columns");
        await server.DeleteAsync(model, Cancellation);
    }

    [Fact]
    public async Task Scale_sets_replicas_that_the_manifest_left_out_and_then_reads_them()
    {
        var server = await ApiServer.ConnectAsync(Cancellation);
        var model = Named(YamlDocuments.Read(ManifestFiles.File("accepted", "source-both")).Single(), "scaled");
        await CreateAsync(server, model);
        // Without the field the subresource can be written but not read: a HorizontalPodAutoscaler needs it to be there.
        (await server.ReadScaleAsync(model, Cancellation)).ShouldNotBeNull().ShouldContain("does not exist");
        await server.KubectlAsync("scale model scaled --replicas 3", Cancellation);
        (await server.ReadScaleAsync(model, Cancellation)).ShouldBeNull();
        var serving = (await server.GetAsync(model, Cancellation)).GetProperty("spec").GetProperty("serving");
        serving.GetProperty("replicas").GetInt32().ShouldBe(3);
        await server.DeleteAsync(model, Cancellation);
    }

    [Fact]
    public async Task Spec_and_status_are_written_apart()
    {
        var server = await ApiServer.ConnectAsync(Cancellation);
        var model = Named(ReadModel(), "apart");
        await CreateAsync(server, model);
        (await server.GetAsync(model, Cancellation)).TryGetProperty("status", out _).ShouldBeFalse();
        (await server.ReplaceStatusAsync(model, dryRun: false, Cancellation)).ShouldBeNull();
        var stored = await server.GetAsync(model, Cancellation);
        stored.GetProperty("metadata").GetProperty("generation").GetInt64().ShouldBe(1);
        stored.GetProperty("status").GetProperty("stableRevision").GetString().ShouldBe("complete-6f9c2a1b");
        await server.DeleteAsync(model, Cancellation);
    }

    [Fact]
    public async Task Server_writes_no_defaults_into_the_spec()
    {
        var server = await ApiServer.ConnectAsync(Cancellation);
        var model = Named(YamlDocuments.Read(ManifestFiles.File("accepted", "source-none")).Single(), "bare");
        await CreateAsync(server, model);
        var stored = JsonNode.Parse((await server.GetAsync(model, Cancellation)).GetProperty("spec").GetRawText());
        JsonNode.DeepEquals(stored, model["spec"]).ShouldBeTrue(stored!.ToJsonString());
        await server.DeleteAsync(model, Cancellation);
    }

    private static async Task CreateAsync(ApiServer server, JsonObject model)
    {
        await server.DeleteAsync(model, Cancellation);
        (await server.CreateAsync(model, dryRun: false, Cancellation)).ShouldBeNull();
    }

    private static JsonObject ReadModel() => YamlDocuments.Read(Repository.File("tests", "Crds.Tests", "Complete", "model.yaml")).Single();

    private static JsonObject Named(JsonObject manifest, string name)
    {
        manifest["metadata"]!["name"] = name;
        return manifest;
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
