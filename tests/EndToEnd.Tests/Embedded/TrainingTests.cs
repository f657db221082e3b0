using System.Text.Json;
using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>TrainingRuns with real processes: the samples, and every kind of container that does not do what was agreed.</summary>
public sealed class TrainingTests(UpCluster cluster) : ModelTest(cluster)
{
    private const string Metrics = "$MODELWRIGHT_OUTPUT_DIR/metrics.jsonl";
    private const string ModelFolder = "mkdir -p $MODELWRIGHT_MODEL_DIR; cd $MODELWRIGHT_MODEL_DIR; ";

    [Fact]
    public async Task Shell_sample_reports_its_metrics_without_an_agent()
    {
        TakeAway("trainingrun/threshold-1");
        await Kubectl.RunAsync("apply", "-f", Repository.File("config", "samples", "trainingrun-shell.yaml"));
        await ShouldEndAsync("threshold-1", "Completed", "\"value\":\"1.0\"");
    }

    [Fact]
    public async Task Penguins_sample_becomes_the_version_that_the_repository_ships_and_serves()
    {
        TakeAway("trainingrun/penguins-1");
        TakeAway("model/trained");
        var file = Repository.File("config", "samples", "trainingrun-penguins.yaml");
        var manifest = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await Kubectl.ApplyAsync(manifest.Replace("/path/to/modelwright/", $"{Repository.Root}/", StringComparison.Ordinal));
        // One thread, one image, the same seed: the same bytes as in samples/penguins.
        await ShouldEndAsync("penguins-1", "Registered", Penguins.Digest("v1"));
        var run = await Kubectl.GetAsync("trainingrun", "penguins-1");
        var version = (string)run!["status"]!["modelVersion"]!;
        await Kubectl.ApplyAsync($"""
            apiVersion: modelwright.io/v1alpha1
            kind: Model
            metadata:
              name: trained
            spec:
              source:
                version: {version}
            """);
        await Cluster.ShouldServeAsync(await Kubectl.ReadyAsync("trained"));
    }

    [Theory]
    [InlineData("none", "true", "MetricsMissing", "found: none")]
    [InlineData("nan", """echo '{"name":"auc","value":NaN,"step":1}' > """ + Metrics, "MetricsInvalid", "auc is NaN")]
    [InlineData("garbage", "head -c 100000 /dev/urandom > " + Metrics, "MetricsInvalid", "is not JSON")]
    [InlineData("data", "echo 'row 7 has no label' >&2; exit 65", "DataInvalid", "row 7 has no label")]
    [InlineData("words", "echo 'column age is missing' > $MODELWRIGHT_OUTPUT_DIR/failure; exit 1", "UserError", "column age is missing")]
    [InlineData("killed", "sh -c 'kill -9 $PPID'; sleep 5", "UserError", "killed")]
    [InlineData("endless", "sleep 1000", "DeadlineExceeded", "longer than spec.timeout")]
    public async Task Container_that_does_not_do_what_was_agreed_ends_in_a_reason(string name, string script, string reason, string words)
    {
        TakeAway($"trainingrun/wrong-{name}");
        await Kubectl.ApplyAsync(Run($"wrong-{name}", script, """ "requiredMetrics": ["auc"], "timeout": "20s" """));
        await ShouldEndAsync($"wrong-{name}", reason, words);
    }

    [Theory]
    [InlineData("big", ModelFolder + "truncate -s 2500M model.onnx", "OutputTooLarge", "2621440000")]
    [InlineData("bad", ModelFolder + "echo nonsense > model.onnx", "ModelInvalid", "ModelRefused")]
    [InlineData("no", "true", "ModelMissing", "no model.onnx")]
    public async Task Container_without_a_model_that_can_serve_registers_none(string name, string script, string reason, string words)
    {
        TakeAway($"trainingrun/model-{name}");
        await Kubectl.ApplyAsync(Run($"model-{name}", script, $"\"model\": \"model-{name}\""));
        await ShouldEndAsync($"model-{name}", reason, words);
    }

    [Fact]
    public async Task Cancelled_container_is_told_to_finish()
    {
        TakeAway("trainingrun/cancelled");
        await Kubectl.ApplyAsync(Run("cancelled",
            "while [ ! -e $MODELWRIGHT_STOP_FILE ]; do sleep 0.2; done; exit 80", """ "timeout": "10m" """));
        await ShouldSayAsync("cancelled", "Unknown", "Running", "");
        await Kubectl.RunAsync("patch", "trainingrun", "cancelled", "--type", "merge", "-p", """{"spec":{"cancel":true}}""");
        await ShouldEndAsync("cancelled", "Cancelled", "\"exitCode\":80");
    }

    private static string Run(string name, string script, string more) => $$$"""
        {"apiVersion": "modelwright.io/v1alpha1", "kind": "TrainingRun", "metadata": {"name": "{{{name}}}"},
         "spec": {"container": {"image": "local/shell:dev", "args": ["-c", {{{JsonSerializer.Serialize(script)}}}]}, {{{more}}}}}
        """;

    private Task ShouldEndAsync(string name, string reason, string words) =>
        ShouldSayAsync(name, reason is "Completed" or "Registered" ? "True" : "False", reason, words);

    private Task ShouldSayAsync(string name, string succeeded, string reason, string words) =>
        Eventually.HoldsAsync($"run {name} to be {reason}", async () =>
        {
            var run = await Kubectl.GetAsync("trainingrun", name);
            var condition = run.Condition("Succeeded");
            var status = run?["status"]?.ToJsonString() ?? "no status";
            return ((string?)condition?["status"] == succeeded && (string?)condition["reason"] == reason
                && status.Contains(words, StringComparison.Ordinal), status);
        }, seconds: 120);
}
