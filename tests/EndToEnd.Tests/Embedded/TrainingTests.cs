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
    [InlineData("names", """seq 1 100000 | sed 's/.*/{"name":"m&","value":1}/' > """ + Metrics, "MetricsMissing", "found: m1, m2")]
    [InlineData("data", "echo 'row 7 has no label' >&2; exit 65", "DataInvalid", "row 7 has no label")]
    [InlineData("words", "echo 'column age is missing' > $MODELWRIGHT_OUTPUT_DIR/failure; exit 1", "UserError", "column age is missing")]
    [InlineData("killed", "sh -c 'kill -9 $PPID'; sleep 5", "UserError", "killed")]
    [InlineData("endless", "sleep 1000", "DeadlineExceeded", "longer than spec.timeout")]
    public async Task Container_that_does_not_do_what_was_agreed_ends_in_a_reason(string name, string script, string reason, string words)
    {
        TakeAway($"trainingrun/wrong-{name}");
        await Kubectl.ApplyAsync(Runs.Of($"wrong-{name}", script, """ "requiredMetrics": ["auc"], "timeout": "20s" """));
        await ShouldEndAsync($"wrong-{name}", reason, words);
    }

    [Theory]
    [InlineData("big", ModelFolder + "truncate -s 2500M model.onnx", "OutputTooLarge", "2621440000")]
    [InlineData("bad", ModelFolder + "echo nonsense > model.onnx", "ModelInvalid", "ModelRefused")]
    [InlineData("no", "true", "ModelMissing", "no model.onnx")]
    public async Task Container_without_a_model_that_can_serve_registers_none(string name, string script, string reason, string words)
    {
        TakeAway($"trainingrun/model-{name}");
        await Kubectl.ApplyAsync(Runs.Of($"model-{name}", script, $"\"model\": \"model-{name}\""));
        await ShouldEndAsync($"model-{name}", reason, words);
    }

    [Fact]
    public async Task Cancelled_container_is_told_to_finish()
    {
        TakeAway("trainingrun/cancelled");
        await Kubectl.ApplyAsync(Runs.Of("cancelled",
            "while [ ! -e $MODELWRIGHT_STOP_FILE ]; do sleep 0.2; done; exit 80", """ "timeout": "10m" """));
        await ShouldSayAsync("cancelled", "Unknown", "Running", "");
        await Kubectl.RunAsync("patch", "trainingrun", "cancelled", "--type", "merge", "-p", """{"spec":{"cancel":true}}""");
        await ShouldEndAsync("cancelled", "Cancelled", "\"exitCode\":80");
    }

    [Fact]
    public async Task Stopped_container_ends_with_what_it_reached()
    {
        TakeAway("trainingrun/stopped");
        await Kubectl.ApplyAsync(Runs.Of("stopped", """echo '{"auc":0.5,"step":1}' > """ + Metrics
            + "; while [ ! -e $MODELWRIGHT_STOP_FILE ]; do sleep 0.2; done; exit 80", """ "timeout": "10m" """));
        await ShouldSayAsync("stopped", "Unknown", "Running", "\"name\":\"auc\"");
        await Kubectl.RunAsync("patch", "trainingrun", "stopped", "--type", "merge", "-p", """{"spec":{"stop":"good enough"}}""");
        await ShouldSayAsync("stopped", "True", "Pruned", "\"value\":\"0.5\"");
    }

    [Fact]
    public async Task Container_over_its_memory_limit_is_not_tried_again()
    {
        TakeAway("trainingrun/greedy");
        // dd fills its buffer of 300 MB over and over.
        await Kubectl.ApplyAsync(Runs.Of("greedy", "exec dd if=/dev/zero of=/dev/null bs=300000000 count=100000",
            """ "timeout": "5m", "retries": 3 """, """{"limits": {"memory": "100Mi"}}"""));
        await ShouldEndAsync("greedy", "OOMKilled", "\"attempts\":1");
    }

    [Fact]
    public async Task Evicted_pod_uses_up_no_retry()
    {
        TakeAway("trainingrun/evicted");
        await Kubectl.ApplyAsync(Runs.Of("evicted", "[ -e $MODELWRIGHT_CHECKPOINT_DIR/begun ] && exit 0; "
            + "touch $MODELWRIGHT_CHECKPOINT_DIR/begun; sleep 1000",
            """ "timeout": "10m", "retries": 0, "checkpoints": {"size": "1Mi"} """));
        await ShouldSayAsync("evicted", "Unknown", "Running", "\"pods\"");
        var pod = (string)(await Kubectl.GetAsync("trainingrun", "evicted"))!["status"]!["pods"]![0]!["name"]!;
        var eviction = $$$$$$"""
            {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "{{{{{{pod}}}}}}", "namespace": "default"},
             "deleteOptions": {"gracePeriodSeconds": 1}}
            """;
        (await Kubectl.TryAsync(eviction, "create", "--raw", $"/api/v1/namespaces/default/pods/{pod}/eviction", "-f", "-"))
            .Exit.ShouldBe(0);
        await ShouldEndAsync("evicted", "Completed", "\"preemptions\":1");
    }

    [Fact]
    public async Task Failed_container_goes_on_from_its_checkpoints_and_an_ended_run_goes_when_its_time_is_over()
    {
        TakeAway("trainingrun/retried");
        await Kubectl.ApplyAsync(Runs.Of("retried", "[ -e $MODELWRIGHT_CHECKPOINT_DIR/begun ] && exit 0; "
            + "touch $MODELWRIGHT_CHECKPOINT_DIR/begun; exit 1",
            """ "timeout": "10m", "retries": 1, "ttlAfterFinished": "5s", "checkpoints": {"size": "1Mi"} """));
        await ShouldEndAsync("retried", "Completed", "\"attempts\":2");
        await Eventually.HoldsAsync("the run, its Job and its checkpoints to be gone", async () =>
        {
            var left = await Kubectl.RunAsync("get", "trainingrun,job,pvc", "--no-headers", "--ignore-not-found", "-o", "name");
            return (!left.Contains("/retried", StringComparison.Ordinal), left);
        }, seconds: 120);
    }

    [Fact]
    public async Task Run_worse_than_the_median_is_stopped_early()
    {
        TakeAway("experiment/median");
        // Each run reports one value at ten steps; a run that is told to stop says so by its exit code.
        var script = "for step in 1 2 3 4 5 6 7 8 9 10; do echo \"{\\\"auc\\\":$MODELWRIGHT_PARAM_X,\\\"step\\\":$step}\" >> " + Metrics
            + "; done; [ $MODELWRIGHT_PARAM_X = 0.1 ] || exit 0; while [ ! -e $MODELWRIGHT_STOP_FILE ]; do sleep 0.2; done; exit 80";
        await Kubectl.ApplyAsync($$$$$$"""
            {"apiVersion": "modelwright.io/v1alpha1", "kind": "Experiment", "metadata": {"name": "median"}, "spec": {
             "objective": {"metric": "auc", "direction": "Maximize"}, "budget": {"maxRuns": 3, "parallelism": 1},
             "search": {"list": [{"parameters": {"x": "0.8"}}, {"parameters": {"x": "0.9"}}, {"parameters": {"x": "0.1"}}]},
             "earlyStopping": {"median": {"warmupSteps": 2, "minRuns": 2}},
             "run": {"timeout": "10m", "container": {
              "image": "local/shell:dev", "args": ["-c", {{{{{{JsonSerializer.Serialize(script)}}}}}}]}}}}
            """);
        await ShouldSayAsync("median-0003", "True", "Pruned", "\"value\":\"0.1\"");
        await Eventually.HoldsAsync("the Experiment to end", async () =>
        {
            var experiment = await Kubectl.GetAsync("experiment", "median");
            return ((string?)experiment.Condition("Succeeded")?["status"] == "True"
                && (int?)experiment!["status"]!["runs"]!["pruned"] == 1, experiment?["status"]?.ToJsonString() ?? "");
        }, seconds: 120);
    }

    private Task ShouldEndAsync(string name, string reason, string words) =>
        ShouldSayAsync(name, reason is "Completed" or "Registered" ? "True" : "False", reason, words);

    private Task ShouldSayAsync(string name, string succeeded, string reason, string words) =>
        Kubectl.RunShouldSayAsync(name, succeeded, reason, words);
}
