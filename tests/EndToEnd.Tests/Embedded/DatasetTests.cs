using System.Text.Json;
using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>Datasets with real files: versions, checks, and runs that read what passed them.</summary>
public sealed class DatasetTests(UpCluster cluster) : DatasetTest(cluster)
{
    private const string Count = """
        lines=$(cat $MODELWRIGHT_DATA_TRAIN/* | wc -l)
        echo '{"name":"lines","value":'$lines'}' > $MODELWRIGHT_OUTPUT_DIR/metrics.jsonl
        """;

    private static readonly string[] Rows = File.ReadAllLines(Repository.File("samples", "penguins", "penguins.csv"));

    [Fact]
    public async Task Bad_data_is_recorded_and_runs_go_on_with_the_version_before()
    {
        TakeAway("dataset/penguins");
        TakeAway("trainingrun/counts-penguins");
        TakeAway("trainingrun/counts-few");
        using var folder = new TempFolder();
        var file = folder.File("penguins.csv");
        await File.WriteAllLinesAsync(file, Rows, TestContext.Current.CancellationToken);
        var sample = Repository.File("config", "samples", "dataset-penguins.yaml");
        var manifest = await File.ReadAllTextAsync(sample, TestContext.Current.CancellationToken);
        await Kubectl.ApplyAsync(manifest.Replace(
            "/path/to/modelwright/samples/penguins/penguins.csv", file, StringComparison.Ordinal));
        await ShouldSayAsync("penguins", "True", "Current", "344 rows; warnings: sexed (field-work)");
        var good = await LatestAsync("penguins");

        await File.WriteAllLinesAsync(file, Rows.Take(20), TestContext.Current.CancellationToken);
        await Kubectl.RunAsync("annotate", "dataset", "penguins", "modelwright.io/refresh=1");
        await ShouldSayAsync("penguins", "False", "ChecksFailed", "enough (birds): there are 19 rows, fewer than 300");
        (await LatestAsync("penguins")).ShouldBe(good);
        var versions = (await Kubectl.GetAsync("dataset", "penguins"))!["status"]!["versions"]!.AsArray();
        versions.Select(version => (bool)version!["eligible"]!).ShouldBe([false, true]);
        (await Kubectl.RunAsync("describe", "dataset", "penguins")).ShouldContain("owner: birds, #birds");

        // Unasked, a run reads what passed; a version that did not is read only by one who names it.
        await Kubectl.ApplyAsync(Counting("counts-penguins", """{"name": "penguins"}"""));
        await ShouldCountAsync("counts-penguins", "345", good);
        var bad = (string)versions[0]!["digest"]!;
        await Kubectl.ApplyAsync(Counting("counts-few", $$"""{"name": "penguins", "version": "{{bad}}"}"""));
        await ShouldCountAsync("counts-few", "20", bad);

        await File.WriteAllTextAsync(file, "species,island\nAdelie\n", TestContext.Current.CancellationToken);
        await Kubectl.RunAsync("annotate", "--overwrite", "dataset", "penguins", "modelwright.io/refresh=2");
        await ShouldSayAsync("penguins", "False", "InvalidData", "penguins.csv has 1 fields in line 2, but 2 column names");
        File.Delete(file);
        await Kubectl.RunAsync("annotate", "--overwrite", "dataset", "penguins", "modelwright.io/refresh=3");
        await ShouldSayAsync("penguins", "False", "SourceUnavailable", "does not exist");
        await File.WriteAllLinesAsync(file, Rows, TestContext.Current.CancellationToken);
        await ShouldSayAsync("penguins", "True", "Current", "344 rows");
        (await LatestAsync("penguins")).ShouldBe(good);
    }

    [Fact]
    public async Task Rain_sample_waits_for_its_holdout_and_shares_no_day_with_it()
    {
        TakeAway("dataset/rain");
        TakeAway("dataset/rain-later");
        var sample = Repository.File("config", "samples", "dataset-rain.yaml");
        var manifest = await File.ReadAllTextAsync(sample, TestContext.Current.CancellationToken);
        var (later, rain) = manifest.Replace("/path/to/modelwright/", $"{Repository.Root}/", StringComparison.Ordinal)
            .Split("---\n") is [var first, var second] ? (first, second) : throw new InvalidDataException(manifest);
        await Kubectl.ApplyAsync(rain);
        await ShouldSayAsync("rain", "Unknown", "WaitingForData", "there is no Dataset rain-later in this namespace");
        await Kubectl.ApplyAsync(later);
        await ShouldSayAsync("rain", "True", "Current", "1095 rows");

        await Kubectl.ApplyAsync(rain.Replace("train.csv", "later.csv", StringComparison.Ordinal));
        await ShouldSayAsync("rain", "False", "ChecksFailed", "364 of 364 rows are also in Dataset rain-later by (date)");
    }

    [Fact]
    public async Task Copies_that_nothing_refers_to_go_and_those_in_use_stay()
    {
        TakeAway("dataset/swept");
        TakeAway("trainingrun/reads-first");
        using var folder = new TempFolder();
        var (file, wish) = (folder.File("penguins.csv"), 0);
        await File.WriteAllLinesAsync(file, Rows, TestContext.Current.CancellationToken);
        await Kubectl.ApplyAsync($$"""
            {"apiVersion": "modelwright.io/v1alpha1", "kind": "Dataset", "metadata": {"name": "swept"}, "spec": {
             "source": {"artifact": {"uri": "file://{{file}}"} }, "format": "Csv", "history": 1,
             "store": {"uri": "file://{{folder.File("store")}}"} } }
            """);
        await ShouldSayAsync("swept", "True", "Current", "344 rows");
        var first = await LatestAsync("swept");
        await Kubectl.ApplyAsync(Counting("reads-first", """{"name": "swept"}""").Replace("counts-", "", StringComparison.Ordinal));
        await Kubectl.RunShouldSayAsync("reads-first", "True", "Completed", first);
        var second = await NextAsync(200);
        var third = await NextAsync(100);

        await ClearedAsync([first, third]);
        Directory.Exists(Copy(second)).ShouldBeFalse();
        await Kubectl.RunAsync("delete", "trainingrun", "reads-first");
        await ClearedAsync([third]);

        string Copy(string version) => folder.File("store", "swept", version["sha256:".Length..]);

        async Task<string> NextAsync(int rows)
        {
            await File.WriteAllLinesAsync(file, Rows.Take(rows + 1), TestContext.Current.CancellationToken);
            await Kubectl.RunAsync("annotate", "--overwrite", "dataset", "swept", $"modelwright.io/refresh={++wish}");
            await ShouldSayAsync("swept", "True", "Current", $"{rows} rows");
            return await LatestAsync("swept");
        }

        // Copies stay for a while after the last change, so a look is asked for again and again.
        Task ClearedAsync(string[] left) => Eventually.HoldsAsync($"only {string.Join(", ", left)} to be left", async () =>
        {
            await Kubectl.RunAsync("annotate", "--overwrite", "dataset", "swept", $"modelwright.io/refresh={++wish}");
            var found = Directory.GetDirectories(folder.File("store", "swept")).Select(path => $"sha256:{Path.GetFileName(path)}");
            found.ShouldBeSubsetOf([first, second, third]);
            left.ShouldBeSubsetOf(found);
            return (found.Count() == left.Length, string.Join(", ", found));
        }, seconds: 120);
    }

    private static string Counting(string name, string dataset) => $$"""
        {"apiVersion": "modelwright.io/v1alpha1", "kind": "TrainingRun", "metadata": {"name": "{{name}}"}, "spec": {
         "container": {"image": "local/shell:dev", "args": ["-c", {{JsonSerializer.Serialize(Count)}}]},
         "inputs": [{"name": "train", "dataset": {{dataset}} }], "requiredMetrics": ["lines"] } }
        """;

    private async Task ShouldCountAsync(string run, string lines, string version)
    {
        await Eventually.HoldsAsync($"run {run} to end", async () =>
        {
            var status = (await Kubectl.GetAsync("trainingrun", run))?["status"];
            return ((string?)Condition(status, "Succeeded")?["status"] == "True", status?.ToJsonString() ?? "no status");
        });
        var ended = (await Kubectl.GetAsync("trainingrun", run))!["status"]!;
        ((string)ended["metrics"]![0]!["value"]!).ShouldBe(lines);
        ((string)ended["lineage"]!["inputs"]![0]!["digest"]!).ShouldBe(version);
        ((string)ended["lineage"]!["inputs"]![0]!["dataset"]!).ShouldBe("penguins");
    }
}
