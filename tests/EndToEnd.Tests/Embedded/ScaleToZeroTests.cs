using System.Diagnostics;
using System.Net;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>A Model that nobody asks gives up its replicas; a burst of requests brings them back and none of them fails.</summary>
public sealed class ScaleToZeroTests(UpCluster cluster) : ModelTest(cluster)
{
    private const int Burst = 20;

    [Fact]
    public async Task Idle_model_sleeps_and_a_burst_of_requests_wakes_it()
    {
        TakeAway("model/sleepy");
        await Kubectl.ApplyAsync(Penguins.Manifest("sleepy", "v1").Replace(
            "  serving:\n", "  serving:\n    scaleToZero: {after: 10s}\n", StringComparison.Ordinal));
        var url = (string)(await Kubectl.ReadyAsync("sleepy"))["status"]!["url"]!;
        for (var round = 0; round < 2; round++)
        {
            await SleepsAsync();
            var watch = Stopwatch.StartNew();
            var answers = await Task.WhenAll(Enumerable.Range(0, Burst).Select(row => AskAsync(url, row)));
            TestContext.Current.TestOutputHelper!.WriteLine($"{Burst} requests to a Model at zero answered after {watch.Elapsed}");
            answers.ShouldAllBe(code => code == HttpStatusCode.OK);
            await Kubectl.ReadyAsync("sleepy");
        }

        (await Cluster.EventsAsync("sleepy")).ShouldContain("ScaledFromZero");
    }

    private static async Task<HttpStatusCode> AskAsync(string url, int row) =>
        (await Penguins.InferAsync(url, "sleepy", Penguins.Row(row).Body, seconds: 60)).Code;

    private Task SleepsAsync() => Eventually.HoldsAsync("sleepy at zero", async () =>
    {
        var model = await Kubectl.GetAsync("model", "sleepy");
        var pods = await Kubectl.RunAsync("get", "pods", "-l", "modelwright.io/model=sleepy", "-o", "name");
        return ((string?)model.Condition("Available")?["reason"] == "ScaledToZero"
            && (string?)model.Condition("Ready")?["status"] == "True" && pods.Trim().Length == 0, model!["status"]!.ToJsonString());
    });
}
