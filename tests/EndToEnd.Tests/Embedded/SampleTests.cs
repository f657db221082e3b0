using System.Text.Json.Nodes;
using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>Every manifest of <c>config/samples</c> as a person would apply it: it serves, or the object says what is missing.</summary>
public sealed class SampleTests(UpCluster cluster) : ModelTest(cluster)
{
    private static readonly string Folder = Repository.File("config", "samples");

    [Fact]
    public async Task Penguins_sample_serves()
    {
        TakeAway("model/penguins");
        var manifest = await File.ReadAllTextAsync(Path.Combine(Folder, "model-penguins.yaml"), TestContext.Current.CancellationToken);
        manifest.ShouldContain("/path/to/modelwright/");
        await Kubectl.ApplyAsync(manifest.Replace("/path/to/modelwright/", $"{Repository.Root}/", StringComparison.Ordinal));
        await Cluster.ShouldServeAsync(await Kubectl.ReadyAsync("penguins"));
    }

    [Fact]
    public async Task Canary_sample_serves_its_first_version_without_steps()
    {
        TakeAway("model/judged");
        await ApplySampleAsync("model-canary.yaml");
        var model = await Kubectl.ReadyAsync("judged");
        ((string?)model["status"]!["phase"]).ShouldBe("Ready");
        model["spec"]!["rollout"]!["analysis"]!["metrics"]!.AsArray().Count.ShouldBe(3);
        await Cluster.ShouldServeAsync(model);
    }

    [Fact]
    public async Task Penguins_sample_as_it_is_says_that_there_is_no_such_file()
    {
        TakeAway("model/strayed");
        var manifest = await File.ReadAllTextAsync(Path.Combine(Folder, "model-penguins.yaml"), TestContext.Current.CancellationToken);
        await Kubectl.ApplyAsync(manifest.Replace("name: penguins", "name: strayed", StringComparison.Ordinal));
        await ShouldSayAsync("model", "strayed", "NotFound", "/path/to/modelwright/samples/penguins/models/v1/model.onnx");
    }

    [Fact]
    public async Task Access_sample_says_which_Secret_is_missing()
    {
        TakeAway("model/guarded");
        await ApplySampleAsync("model-access.yaml");
        await ShouldSayAsync("model", "guarded", "SecretUnavailable", "guarded-tls");
    }

    [Fact]
    public async Task Sample_without_a_router_serves_through_its_Service()
    {
        TakeAway("model/penguins-direct");
        await ApplySampleAsync("model-replica-ratio.yaml", "replicas: 6", "replicas: 2");
        await Cluster.ShouldServeAsync(await Kubectl.ReadyAsync("penguins-direct"));
    }

    [Fact]
    public async Task Gateway_sample_says_that_the_cluster_has_no_Gateway_API()
    {
        TakeAway("model/penguins-public");
        await Kubectl.RunAsync("apply", "-f", Path.Combine(Folder, "model-gateway.yaml"));
        await Eventually.HoldsAsync("the route to say what is missing", async () =>
        {
            var model = await Kubectl.GetAsync("model", "penguins-public");
            return ((string?)model.Condition("RouteReady")?["reason"] == "GatewayApiMissing",
                model?["status"]?.ToJsonString() ?? "no status");
        });
    }

    [Theory]
    [InlineData("model-https.yaml", "churn", "secret \"model-store\" not found")]
    [InlineData("model-oci.yaml", "upsell", "secret \"registry\" not found")]
    [InlineData("model-s3.yaml", "fraud", "didn't match Pod's node affinity/selector")]
    [InlineData("model-pvc.yaml", "ranking", "persistentvolumeclaim \"models\" not found")]
    public async Task Sample_whose_surroundings_are_missing_says_what_is_missing(string file, string model, string words)
    {
        TakeAway($"model/{model}");
        await Kubectl.RunAsync("apply", "-f", Path.Combine(Folder, file));
        await ShouldSayAsync("model", model, "InProgress", words);
    }

    [Fact]
    public async Task Registry_samples_say_what_the_version_waits_for()
    {
        TakeAway("model/credit");
        TakeAway("modelversion/credit-7");
        await Kubectl.RunAsync("apply", "-f", Path.Combine(Folder, "model-version.yaml"));
        await ShouldSayAsync("model", "credit", "VersionNotFound", "'credit-7'");
        await Kubectl.RunAsync("apply", "-f", Path.Combine(Folder, "modelversion.yaml"));
        await ShouldSayAsync("modelversion", "credit-7", "Verifying", "secret \"model-store\" not found");
        await ShouldSayAsync("model", "credit", "InProgress", "waiting for ModelVersion 'credit-7'");
    }

    [Fact]
    public async Task Promotion_sample_waits_for_a_person_and_then_for_its_version()
    {
        TakeAway("model/sales");
        TakeAway("promotion/sales-first");
        await Kubectl.RunAsync("apply", "-f", Path.Combine(Folder, "promotion.yaml"));
        await ShouldSayAsync("model", "sales", "NoPromotion", "'champion'");
        await ShouldSayAsync("promotion", "sales-first", "AwaitingApproval", "0 of 1 approvals");
        foreach (var person in (string[])["bob@example.com", "cleo@example.com"])
            await Kubectl.RunAsync("patch", "promotion", "sales-first", "--type", "json", "-p",
                $$"""[{"op":"add","path":"/spec/approvals/-","value":{"user":"{{person}}" } }]""");
        await ShouldSayAsync("promotion", "sales-first", "WaitingForVersion", "'sales-v1'");
    }

    [Fact]
    public async Task Policy_sample_says_what_it_needs_before_it_can_act()
    {
        TakeAway("retrainpolicy/demand");
        await Kubectl.RunAsync("apply", "-f", Path.Combine(Folder, "retrainpolicy.yaml"));
        await ShouldSayAsync("retrainpolicy", "demand", "ModelNotFound", "'demand'");
    }

    [Fact]
    public async Task Rain_sample_searches_and_its_best_run_becomes_a_version_that_serves()
    {
        TakeAway("experiment/rain");
        TakeAway("model/rainy");
        // All 20 runs are the demo's; what a search is made of shows in four.
        await ApplySampleAsync("experiment-rain.yaml", "maxRuns: 20", "maxRuns: 4");
        JsonNode? experiment = null;
        await Eventually.HoldsAsync("experiment rain to end", async () =>
        {
            experiment = await Kubectl.GetAsync("experiment", "rain");
            return ((string?)experiment.Condition("Succeeded")?["status"] == "True" && experiment!["status"]!["modelVersion"] is not null,
                experiment?["status"]?.ToJsonString() ?? "no status");
        }, seconds: 180);
        ((string)experiment.Condition("Succeeded")!["reason"]!).ShouldBe("MaxRunsReached");
        ((int)experiment!["status"]!["runs"]!["succeeded"]!).ShouldBe(4);
        var version = (string)experiment["status"]!["modelVersion"]!;
        TakeAway($"modelversion/{version}");
        var best = await Kubectl.GetAsync("modelversion", version);
        ((string)best!["spec"]!["lineage"]!["run"]!).ShouldBe((string)experiment["status"]!["best"]!["run"]!);
        await Kubectl.ApplyAsync($"""
            apiVersion: modelwright.io/v1alpha1
            kind: Model
            metadata:
              name: rainy
            spec:
              source:
                version: {version}
            """);
        await Kubectl.ReadyAsync("rainy");
        (await Kubectl.RunAsync("get", "experiments")).ShouldContain("MaxRunsReached");
    }

    [Theory]
    [InlineData("experiment-shell.yaml", "branin", "maxRuns: 20", "maxRuns: 6")]
    // A ladder of two rungs, 10 and 30 trees.
    [InlineData("experiment-hyperband.yaml", "rain-hyperband", "max: 270", "max: 30")]
    public async Task Search_sample_runs_to_its_end(string file, string experiment, string from, string to)
    {
        TakeAway($"experiment/{experiment}");
        await ApplySampleAsync(file, from, to);
        JsonNode? seen = null;
        await Eventually.HoldsAsync($"experiment {experiment} to end", async () =>
        {
            seen = await Kubectl.GetAsync("experiment", experiment);
            return ((string?)seen.Condition("Succeeded")?["status"] is "True" or "False", seen?["status"]?.ToJsonString() ?? "no status");
        }, seconds: 240);
        ((string?)seen.Condition("Succeeded")?["status"]).ShouldBe("True", seen!["status"]!.ToJsonString());
        ((int?)seen["status"]!["runs"]!["failed"] ?? 0).ShouldBe(0);
        seen["status"]!["best"].ShouldNotBeNull();
    }

    [Fact]
    public void Every_sample_is_applied_by_a_test() =>
        Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ShouldBe(
            ["dataset-checked.yaml", "dataset-dvc.yaml", "dataset-penguins.yaml", "dataset-prepared.yaml", "dataset-rain.yaml",
            "experiment-hyperband.yaml", "experiment-rain.yaml", "experiment-shell.yaml", "model-access.yaml", "model-canary.yaml",
            "model-gateway.yaml", "model-https.yaml", "model-oci.yaml", "model-penguins.yaml", "model-pvc.yaml", "model-replica-ratio.yaml",
            "model-s3.yaml", "model-version.yaml", "modelversion.yaml", "promotion.yaml", "retrainpolicy.yaml", "trainingrun-penguins.yaml",
            "trainingrun-shell.yaml"]);

    /// <summary>Applies a sample with this checkout's path put in, and one text replaced by another.</summary>
    private async Task ApplySampleAsync(string file, string from = "/path/to/modelwright/", string? to = null)
    {
        var manifest = await File.ReadAllTextAsync(Path.Combine(Folder, file), TestContext.Current.CancellationToken);
        manifest.ShouldContain(from);
        await Kubectl.ApplyAsync(manifest.Replace(from, to ?? $"{Repository.Root}/", StringComparison.Ordinal)
            .Replace("/path/to/modelwright/", $"{Repository.Root}/", StringComparison.Ordinal));
    }

    private Task ShouldSayAsync(string kind, string name, string reason, string words) =>
        Eventually.HoldsAsync($"{kind} {name} to say {reason}", async () =>
        {
            var item = await Kubectl.GetAsync(kind, name);
            var ready = item.Condition("Ready") ?? item.Condition("Succeeded");
            return ((string?)ready?["status"] is "False" or "Unknown" && (string?)ready?["reason"] == reason
                && ((string?)ready?["message"])!.Contains(words, StringComparison.Ordinal), item?["status"]?.ToJsonString() ?? "no status");
        });
}
