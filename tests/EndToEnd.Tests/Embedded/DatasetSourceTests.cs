using System.Security.Cryptography;
using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>Datasets whose source is more than a file.</summary>
public sealed class DatasetSourceTests(UpCluster cluster) : DatasetTest(cluster)
{
    [Fact]
    public async Task Dvc_sample_follows_its_pointer_to_the_next_version()
    {
        TakeAway("dataset/penguins-dvc");
        using var folder = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(Repository.File("samples", "penguins-dvc"), "*", SearchOption.AllDirectories))
        {
            var copy = folder.File(Path.GetRelativePath(Repository.File("samples", "penguins-dvc"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var manifest = await File.ReadAllTextAsync(
            Repository.File("config", "samples", "dataset-dvc.yaml"), TestContext.Current.CancellationToken);
        await Kubectl.ApplyAsync(manifest.Replace(
            "/path/to/modelwright/samples/penguins-dvc", folder.Path, StringComparison.Ordinal));
        await ShouldSayAsync("penguins-dvc", "True", "Current", "344 rows");
        var first = await LatestAsync("penguins-dvc");
        var same = Repository.File("samples", "penguins", "penguins.csv");
        var bytes = await File.ReadAllBytesAsync(same, TestContext.Current.CancellationToken);
        first.ShouldBe($"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}");

        // The next version as DVC pushes it: the object first, then the pointer. An object that is not there yet is waited for.
        var rows = await File.ReadAllLinesAsync(same, TestContext.Current.CancellationToken);
        var next = string.Join('\n', rows.Take(321)) + "\n";
#pragma warning disable CA5351 // DVC's hash.
        var md5 = Convert.ToHexStringLower(MD5.HashData(System.Text.Encoding.UTF8.GetBytes(next)));
#pragma warning restore CA5351
        await File.WriteAllTextAsync(folder.File("penguins.csv.dvc"),
            $"outs:\n- md5: {md5}\n  size: {next.Length}\n  hash: md5\n  path: penguins.csv\n", TestContext.Current.CancellationToken);
        await Kubectl.RunAsync("annotate", "dataset", "penguins-dvc", "modelwright.io/refresh=1");
        await ShouldSayAsync("penguins-dvc", "False", "SourceUnavailable", "run dvc push");
        (await LatestAsync("penguins-dvc")).ShouldBe(first);
        var place = folder.File("remote", "files", "md5", md5[..2]);
        Directory.CreateDirectory(place);
        await File.WriteAllTextAsync(Path.Combine(place, md5[2..]), next, TestContext.Current.CancellationToken);
        await ShouldSayAsync("penguins-dvc", "True", "Current", "320 rows");
        var versions = (await Kubectl.GetAsync("dataset", "penguins-dvc"))!["status"]!["versions"]!.AsArray();
        versions.Count.ShouldBe(2);
        ((string)versions[0]!["sourceVersion"]!).ShouldBe($"md5:{md5}");
    }

    [Fact]
    public async Task Prepared_sample_runs_again_for_other_data_and_not_for_the_same()
    {
        TakeAway("dataset/penguins-whole");
        TakeAway("dataset/penguins");
        using var folder = new TempFolder();
        var file = folder.File("penguins.csv");
        var rows = await File.ReadAllLinesAsync(
            Repository.File("samples", "penguins", "penguins.csv"), TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(file, rows, TestContext.Current.CancellationToken);
        var prepared = await File.ReadAllTextAsync(
            Repository.File("config", "samples", "dataset-prepared.yaml"), TestContext.Current.CancellationToken);
        await Kubectl.ApplyAsync(prepared);
        await ShouldSayAsync("penguins-whole", "Unknown", "WaitingForData", "there is no Dataset penguins in this namespace");

        var raw = await File.ReadAllTextAsync(
            Repository.File("config", "samples", "dataset-penguins.yaml"), TestContext.Current.CancellationToken);
        await Kubectl.ApplyAsync(raw.Replace("/path/to/modelwright/samples/penguins/penguins.csv", file, StringComparison.Ordinal));
        await ShouldSayAsync("penguins-whole", "True", "Current", $"{Whole(rows)} rows");
        var first = (await Kubectl.GetAsync("dataset", "penguins-whole"))!["status"]!["versions"]![0]!;
        var lineage = first["lineage"]!;
        ((string)lineage["inputs"]![0]!["digest"]!).ShouldBe(await LatestAsync("penguins"));
        ((string)lineage["imageId"]!).ShouldContain("@sha256:");
        (((string)lineage["parameters"]!["islands"]!), (string)lineage["code"]!["revision"]!).ShouldBe(("Biscoe|Dream", "v1"));

        // Bytes that are looked at again and are the same make nothing run; others do.
        var run = (string)lineage["run"]!;
        await Kubectl.RunAsync("annotate", "dataset", "penguins", "modelwright.io/refresh=1");
        await File.WriteAllLinesAsync(file, rows.Take(331), TestContext.Current.CancellationToken);
        await Kubectl.RunAsync("annotate", "--overwrite", "dataset", "penguins", "modelwright.io/refresh=2");
        await ShouldSayAsync("penguins-whole", "True", "Current", $"{Whole([.. rows.Take(331)])} rows");
        var versions = (await Kubectl.GetAsync("dataset", "penguins-whole"))!["status"]!["versions"]!.AsArray();
        versions.Count.ShouldBe(2);
        ((string)versions[0]!["lineage"]!["run"]!).ShouldNotBe(run);
        (await Kubectl.GetAsync("trainingrun", run)).ShouldBeNull();

        // A step that fails says why; what was there is still used.
        await Kubectl.ApplyAsync(prepared.Replace("Biscoe|Dream", "Atlantis", StringComparison.Ordinal));
        await ShouldSayAsync("penguins-whole", "False", "PreparationFailed", "DataInvalid");
        (await LatestAsync("penguins-whole")).ShouldBe((string)versions[0]!["digest"]!);
    }

    [Fact]
    public async Task Own_containers_judge_a_version_before_it_is_used()
    {
        TakeAway("dataset/judged");
        using var folder = new TempFolder();
        var file = folder.File("rows.txt");
        await File.WriteAllTextAsync(file, "good\n", TestContext.Current.CancellationToken);
        await Kubectl.ApplyAsync($$"""
            {"apiVersion": "modelwright.io/v1alpha1", "kind": "Dataset", "metadata": {"name": "judged"}, "spec": {
             "source": {"artifact": {"uri": "file://{{file}}"} }, "owner": {"team": "birds"}, "checks": [
              {"name": "no-bad", "container": {"image": "local/shell:dev", "args": ["-c",
               "if grep -q bad $MODELWRIGHT_DATA_VERSION/rows.txt; then echo a bad row > $MODELWRIGHT_TERMINATION_LOG; exit 65; fi"]} },
              {"name": "many", "severity": "Warning", "container": {"image": "local/shell:dev", "args": ["-c", "exit 65"]} } ] } }
            """);
        await ShouldSayAsync("judged", "True", "Current", "warnings: many (birds)");
        var good = await LatestAsync("judged");

        await File.WriteAllTextAsync(file, "bad\n", TestContext.Current.CancellationToken);
        await Kubectl.RunAsync("annotate", "dataset", "judged", "modelwright.io/refresh=1");
        await ShouldSayAsync("judged", "False", "ChecksFailed", "no-bad (birds): a bad row");
        (await LatestAsync("judged")).ShouldBe(good);
        var bad = (await Kubectl.GetAsync("dataset", "judged"))!["status"]!["versions"]![0]!;
        (((bool)bad["eligible"]!), (int?)bad["checks"]!["passed"] ?? 0).ShouldBe((false, 0));
    }

    [Fact]
    public async Task Checked_sample_passes_and_says_what_its_program_found_otherwise()
    {
        TakeAway("dataset/penguins-checked");
        using var folder = new TempFolder();
        var rows = await File.ReadAllLinesAsync(
            Repository.File("samples", "penguins", "penguins.csv"), TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(folder.File("penguins.csv"), rows, TestContext.Current.CancellationToken);
        var manifest = await File.ReadAllTextAsync(
            Repository.File("config", "samples", "dataset-checked.yaml"), TestContext.Current.CancellationToken);
        await Kubectl.ApplyAsync(manifest.Replace("/path/to/modelwright/samples/penguins", folder.Path, StringComparison.Ordinal));
        await ShouldSayAsync("penguins-checked", "True", "Current", "344 rows");

        await File.WriteAllLinesAsync(
            folder.File("penguins.csv"), rows.Append("Emperor,Dream,53.5,19.9,205,4500,male"), TestContext.Current.CancellationToken);
        await Kubectl.RunAsync("annotate", "dataset", "penguins-checked", "modelwright.io/refresh=1");
        await ShouldSayAsync("penguins-checked", "False", "ChecksFailed", "three-species (quality): there are 4 species, not 3");
    }

    private static int Whole(string[] rows) => rows.Count(row =>
        (row.Contains("Biscoe", StringComparison.Ordinal) || row.Contains("Dream", StringComparison.Ordinal))
        && !row.Contains(",,", StringComparison.Ordinal) && !row.EndsWith(','));
}
