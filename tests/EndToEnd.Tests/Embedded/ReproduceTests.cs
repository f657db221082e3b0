using System.Text.Json;
using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary><c>modelwright reproduce</c>: a run is done again from its record, and what comes out is compared.</summary>
public sealed class ReproduceTests(UpCluster cluster) : DatasetTest(cluster)
{
    private const string Lines = """
        lines=$(cat $MODELWRIGHT_DATA_TRAIN/* | wc -l)
        echo '{"name":"lines","value":'$lines'}' > $MODELWRIGHT_OUTPUT_DIR/metrics.jsonl
        """;

    /// <summary>As training on several threads: every time a little different.</summary>
    private const string Wobble = """
        case $MODELWRIGHT_RUN_NAME in *again*) auc=0.905;; *) auc=0.9;; esac
        printf '{"metrics":{"auc":%s,"rows":10}}' $auc > $MODELWRIGHT_TERMINATION_LOG
        """;

    [Fact]
    public async Task Run_of_the_reference_trainer_comes_to_the_same_artifact()
    {
        TakeAway("trainingrun/once");
        TakeAway("trainingrun/once-again");
        var sample = await File.ReadAllTextAsync(Repository.File("config", "samples", "trainingrun-penguins.yaml"),
            TestContext.Current.CancellationToken);
        await Kubectl.ApplyAsync(sample.Replace("/path/to/modelwright/", $"{Repository.Root}/", StringComparison.Ordinal)
            .Replace("name: penguins-1", "name: once", StringComparison.Ordinal));
        await Kubectl.RunShouldSayAsync("once", "True", "Registered", Penguins.Digest("v1"));

        var result = await ReproduceAsync("once", "--name", "once-again");
        result.Exit.ShouldBe(0, result.ToString());
        result.Output.ShouldContain("reproduced: the same model.onnx, to the byte");
        var (recorded, again) = (await Kubectl.GetAsync("trainingrun", "once"), await Kubectl.GetAsync("trainingrun", "once-again"));
        var image = (string)recorded!["status"]!["lineage"]!["imageId"]!;
        ((string)again!["spec"]!["container"]!["image"]!).ShouldBe(image);
        ((string)again["status"]!["lineage"]!["imageId"]!).ShouldBe(image);
        ((string?)again["spec"]!["inputs"]![0]!["artifact"]!["digest"])
            .ShouldBe((string?)recorded["status"]!["lineage"]!["inputs"]![0]!["digest"]);
        again["spec"]!["model"].ShouldBeNull();
    }

    [Theory]
    [InlineData("within", "0.01", 0, "reproduced: every metric is within its tolerance")]
    [InlineData("outside", "0.001", 1, "not reproduced: 1 of 2 metrics differ by more than spec.tolerances allows")]
    public async Task Run_that_wobbles_is_held_to_its_tolerance(string name, string tolerance, int exit, string words)
    {
        TakeAway($"trainingrun/{name}");
        TakeAway($"trainingrun/{name}-again");
        await Kubectl.ApplyAsync(Runs.Of(name, Wobble,
            $$""" "agent": "None", "tolerances": [{"metric": "auc", "absolute": "{{tolerance}}"}] """));
        await Kubectl.RunShouldSayAsync(name, "True", "Completed", "0.9");
        var result = await ReproduceAsync(name, "--name", $"{name}-again");
        result.Exit.ShouldBe(exit, result.ToString());
        result.Output.ShouldContain(words);
        result.Output.ShouldMatch($@"auc +0\.9 +0\.905 +±{tolerance} +{(exit == 0 ? "within" : "differs")}");
        result.Output.ShouldMatch("rows +10 +10 +same +same");
    }

    [Fact]
    public async Task Run_that_failed_is_not_done_again()
    {
        TakeAway("trainingrun/broken");
        await Kubectl.ApplyAsync(Runs.Of("broken", "exit 65", """ "agent": "None" """));
        await Kubectl.RunShouldSayAsync("broken", "False", "DataInvalid", "65");
        var result = await ReproduceAsync("broken");
        result.Exit.ShouldBe(1, result.ToString());
        result.Errors.ShouldContain("TrainingRun 'broken' is DataInvalid: only a run that was trained to its end, and succeeded,");
    }

    [Fact]
    public async Task Run_on_a_Dataset_that_is_gone_is_done_again_and_others_wait_for_it()
    {
        TakeAway("trainingrun/reader");
        TakeAway("trainingrun/reader-again");
        TakeAway("trainingrun/late-reader");
        TakeAway("dataset/lines");
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("rows.csv"), "a,b\n1,2\n3,4\n", TestContext.Current.CancellationToken);
        var dataset = $$"""
            {"apiVersion": "modelwright.io/v1alpha1", "kind": "Dataset", "metadata": {"name": "lines"}, "spec": {
             "source": {"artifact": {"uri": "file://{{folder.File("rows.csv")}}"} }, "format": "Csv",
             "store": {"uri": "file://{{folder.File("store")}}"} } }
            """;
        await Kubectl.ApplyAsync(dataset);
        await Kubectl.ApplyAsync(Reading("reader"));
        await Kubectl.RunShouldSayAsync("reader", "True", "Completed", "\"lines\"");
        await Kubectl.RunAsync("delete", "dataset", "lines");

        await Kubectl.ApplyAsync(Reading("late-reader"));
        await Kubectl.RunShouldSayAsync("late-reader", "Unknown", "Pending", "there is no Dataset lines in this namespace");
        var result = await ReproduceAsync("reader", "--name", "reader-again");
        result.Exit.ShouldBe(0, result.ToString());
        result.Output.ShouldContain("reproduced: ");

        await Kubectl.ApplyAsync(dataset);
        await Kubectl.RunShouldSayAsync("late-reader", "True", "Completed", "\"lines\"");
    }

    private static string Reading(string name) => $$"""
        {"apiVersion": "modelwright.io/v1alpha1", "kind": "TrainingRun", "metadata": {"name": "{{name}}"}, "spec": {
         "container": {"image": "local/shell:dev", "args": ["-c", {{JsonSerializer.Serialize(Lines)}}]},
         "inputs": [{"name": "train", "dataset": {"name": "lines"} }], "requiredMetrics": ["lines"] } }
        """;

    private Task<Command.Result> ReproduceAsync(params string[] arguments) => Command.RunAsync("dotnet",
        [UpProcess.Program, "reproduce", .. arguments, "--timeout", "180", "--kubeconfig", Kubectl.Kubeconfig], seconds: 240);
}
