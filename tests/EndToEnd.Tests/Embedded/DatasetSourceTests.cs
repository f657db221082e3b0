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
        first.ShouldBe($"sha256:{Convert.ToHexStringLower(SHA256.HashData(
            await File.ReadAllBytesAsync(Repository.File("samples", "penguins", "penguins.csv"), TestContext.Current.CancellationToken)))}");

        // The next version as DVC pushes it: the object first, then the pointer. An object that is not there yet is waited for.
        var rows = await File.ReadAllLinesAsync(
            Repository.File("samples", "penguins", "penguins.csv"), TestContext.Current.CancellationToken);
        var next = string.Join('\n', rows.Take(321)) + "\n";
#pragma warning disable CA5351 // DVC's hash.
        var md5 = Convert.ToHexStringLower(MD5.HashData(System.Text.Encoding.UTF8.GetBytes(next)));
#pragma warning restore CA5351
        await File.WriteAllTextAsync(folder.File("penguins.csv.dvc"),
            $"outs:\n- md5: {md5}\n  size: {next.Length}\n  hash: md5\n  path: penguins.csv\n", TestContext.Current.CancellationToken);
        await Kubectl.RunAsync("annotate", "dataset", "penguins-dvc", "modelwright.io/refresh=1");
        await ShouldSayAsync("penguins-dvc", "False", "SourceUnavailable", "run dvc push");
        (await LatestAsync("penguins-dvc")).ShouldBe(first);
        Directory.CreateDirectory(folder.File("remote", "files", "md5", md5[..2]));
        await File.WriteAllTextAsync(folder.File("remote", "files", "md5", md5[..2], md5[2..]), next, TestContext.Current.CancellationToken);
        await ShouldSayAsync("penguins-dvc", "True", "Current", "320 rows");
        var versions = (await Kubectl.GetAsync("dataset", "penguins-dvc"))!["status"]!["versions"]!.AsArray();
        versions.Count.ShouldBe(2);
        ((string)versions[0]!["sourceVersion"]!).ShouldBe($"md5:{md5}");
    }
}
