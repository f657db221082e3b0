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
    public async Task Penguins_sample_as_it_is_says_that_there_is_no_such_file()
    {
        TakeAway("model/strayed");
        var manifest = await File.ReadAllTextAsync(Path.Combine(Folder, "model-penguins.yaml"), TestContext.Current.CancellationToken);
        await Kubectl.ApplyAsync(manifest.Replace("name: penguins", "name: strayed", StringComparison.Ordinal));
        await ShouldSayAsync("model", "strayed", "NotFound", "/path/to/modelwright/samples/penguins/models/v1/model.onnx");
    }

    [Theory]
    [InlineData("model-https.yaml", "churn", "secret \"model-store\" not found")]
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
    public void Every_sample_is_applied_by_a_test() =>
        Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ShouldBe(
            ["dataset-penguins.yaml", "dataset-rain.yaml", "model-https.yaml", "model-penguins.yaml", "model-pvc.yaml", "model-s3.yaml",
            "model-version.yaml", "modelversion.yaml", "trainingrun-penguins.yaml", "trainingrun-shell.yaml"]);

    private Task ShouldSayAsync(string kind, string name, string reason, string words) =>
        Eventually.HoldsAsync($"{kind} {name} to say {reason}", async () =>
        {
            var item = await Kubectl.GetAsync(kind, name);
            var ready = item.Condition("Ready");
            return ((string?)ready?["status"] is "False" or "Unknown" && (string?)ready?["reason"] == reason
                && ((string?)ready?["message"])!.Contains(words, StringComparison.Ordinal), item?["status"]?.ToJsonString() ?? "no status");
        });
}
