using System.Text.Json.Nodes;
using Modelwright.Crds.Tests.Schemas;
using Modelwright.Crds.Tests.Server;
using Modelwright.Testing;

namespace Modelwright.Crds.Tests;

/// <summary>Every bound in the schemas, from both sides, on a real API server.</summary>
public sealed class BoundaryTests
{
    /// <summary>What cannot be set beside what is.</summary>
    private static readonly Dictionary<string, string[]> Exclusive = new()
    {
        ["model"] =
        [
            ".spec.source.version", ".spec.source.channel", ".spec.rollout.sticky.cookie", ".spec.rollout.analysis.metrics[].errorRate",
            ".spec.rollout.analysis.metrics[].shadowDisagreement",
            ".spec.rollout.analysis.metrics[].predictionDrift", ".spec.rollout.analysis.metrics[].prometheus",
            ".spec.rollout.analysis.metrics[].latency.stableQuantile", ".spec.rollout.analysis.metrics[].latency.ratio",
            ".spec.traffic.gatewayRefs", ".spec.traffic.hostnames",
        ],
        ["dataset"] =
        [
            ".spec.source.dvc", ".spec.source.folder", ".spec.source.oci", ".spec.source.preparation", ".spec.checks[].completeness",
            ".spec.checks[].range",
            ".spec.checks[].allowed",
            ".spec.checks[].uniqueness", ".spec.checks[].freshness", ".spec.checks[].disjointFrom", ".spec.checks[].distribution",
            ".spec.checks[].container",
        ],
        ["retrainpolicy"] =
        [
            ".spec.triggers[].dataChange", ".spec.triggers[].drift", ".spec.triggers[].performance", ".spec.template.inputs[].artifact",
            ".spec.guards.blackouts[].cron", ".spec.guards.blackouts[].duration",
        ],
        ["trainingrun"] = [".spec.inputs[].artifact", ".spec.resumeFrom"],
        ["experiment"] =
        [
            ".spec.parameters[].int", ".spec.parameters[].categorical", ".spec.resource", ".spec.run.inputs[].artifact",
            ".spec.search.asha", ".spec.search.grid", ".spec.search.hyperband", ".spec.search.list", ".spec.search.random",
        ],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("model")]
    [InlineData("modelversion")]
    [InlineData("trainingrun")]
    [InlineData("experiment")]
    [InlineData("dataset")]
    [InlineData("promotion")]
    [InlineData("retrainpolicy")]
    public void Complete_object_has_every_field(string file)
    {
        var complete = Complete(file);
        var schema = Kinds.Schema(Kinds.Plural(complete));
        StructuralValidator.Errors(complete, schema, file).ShouldBeEmpty();
        Unset(complete, schema, "").ShouldBe(Exclusive.GetValueOrDefault(file, []), ignoreOrder: true);
    }

    [Theory]
    [InlineData("model", "spec")]
    [InlineData("modelversion", "spec")]
    [InlineData("trainingrun", "spec")]
    [InlineData("experiment", "spec")]
    [InlineData("experiment-grid", "spec")]
    [InlineData("experiment-hyperband", "spec")]
    [InlineData("experiment-list", "spec")]
    [InlineData("experiment", "status")]
    [InlineData("dataset", "spec")]
    [InlineData("dataset-dvc", "spec")]
    [InlineData("dataset-oci", "spec")]
    [InlineData("dataset-preparation", "spec")]
    [InlineData("model-gateway", "spec")]
    [InlineData("model", "status")]
    [InlineData("modelversion", "status")]
    [InlineData("trainingrun", "status")]
    [InlineData("dataset", "status")]
    [InlineData("promotion", "spec")]
    [InlineData("promotion", "status")]
    [InlineData("retrainpolicy", "spec")]
    [InlineData("retrainpolicy", "status")]
    public async Task Every_bound_holds_just_where_the_schema_says(string file, string part)
    {
        var server = await ApiServer.ConnectAsync(Cancellation);
        var complete = Complete(file);
        var boundaries = Boundaries.Of(complete, Kinds.Schema(Kinds.Plural(complete)), part);
        boundaries.Count.ShouldBeGreaterThan(20);
        await server.DeleteAsync(complete, Cancellation);
        if (part == "status") (await server.CreateAsync(complete, dryRun: false, Cancellation)).ShouldBeNull();
        var wrong = new List<string>();
        foreach (var boundary in boundaries)
        {
            if (boundary.Inside is { } inside && await TryAsync(server, inside, part) is { } refusal)
                wrong.Add($"{boundary.Name}: refused although inside: {refusal}");
            var answer = await TryAsync(server, boundary.Outside, part);
            if (answer is null) wrong.Add($"{boundary.Name}: accepted although outside");
            else if (!answer.Contains(boundary.Field, StringComparison.Ordinal)) wrong.Add($"{boundary.Name}: not named in: {answer}");
        }

        await server.DeleteAsync(complete, Cancellation);
        wrong.ShouldBeEmpty();
    }

    private static Task<string?> TryAsync(ApiServer server, JsonObject manifest, string part) => part == "status"
        ? server.ReplaceStatusAsync(manifest, dryRun: true, Cancellation)
        : server.CreateAsync(manifest, dryRun: true, Cancellation);

    private static JsonObject Complete(string file) =>
        YamlDocuments.Read(Repository.File("tests", "Crds.Tests", "Complete", file + ".yaml")).Single();

    private static IEnumerable<string> Unset(JsonNode? value, JsonObject schema, string path)
    {
        if (value is null) return [path];
        if (schema["properties"] is JsonObject properties)
            return properties.SelectMany(property => Unset(value[property.Key], (JsonObject)property.Value!, $"{path}.{property.Key}"));
        if (schema["items"] is not JsonObject items) return [];
        return value is JsonArray { Count: > 0 } list ? Unset(list[0], items, path + "[]") : [path];
    }
}
