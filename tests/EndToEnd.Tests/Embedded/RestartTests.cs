using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Testing;

namespace Modelwright.EndToEnd.Tests.Embedded;

/// <summary>State survives Ctrl-C and a kill, and nothing runs twice.</summary>
public sealed class RestartTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_without_retries_goes_on_after_the_cluster_was_ended(bool killed)
    {
        Requires.Program("kubectl");
        using var folder = new TempFolder();
        var data = folder.File("data");
        await using (var first = await UpProcess.StartAsync(data))
        {
            var before = new Kubectl(first.Kubeconfig, folder.File("home"));
            await before.ApplyAsync(Runs.Of("long", "[ -e $MODELWRIGHT_CHECKPOINT_DIR/begun ] && exit 0; "
                + "touch $MODELWRIGHT_CHECKPOINT_DIR/begun; sleep 1000",
                """ "timeout": "10m", "retries": 0, "checkpoints": {"size": "1Mi"} """));
            await before.RunShouldSayAsync("long", "Unknown", "Running", "\"pods\"");
            if (killed) await first.KillAsync();
            else (await first.StopAsync()).ShouldBe(0, first.Output);
        }

        await using var second = await UpProcess.StartAsync(data);
        var kubectl = new Kubectl(second.Kubeconfig, folder.File("home"));
        await kubectl.RunShouldSayAsync("long", "True", "Completed", "\"preemptions\":1");
        var pods = await kubectl.RunAsync("get", "pods", "--no-headers");
        pods.ShouldNotContain("Init:");
        pods.ShouldNotContain("ContainerCreating");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Model_serves_again_after_the_cluster_was_ended(bool killed)
    {
        Requires.Program("kubectl");
        using var folder = new TempFolder();
        var data = folder.File("data");
        string revision;
        await using (var first = await UpProcess.StartAsync(data))
        {
            var kubectl = new Kubectl(first.Kubeconfig, folder.File("home"));
            await kubectl.ApplyAsync(Penguins.Manifest("kept", "v1"));
            revision = (string)(await kubectl.ReadyAsync("kept"))["status"]!["stableRevision"]!;
            if (killed) await first.KillAsync();
            else (await first.StopAsync()).ShouldBe(0, first.Output);
        }

        await using var second = await UpProcess.StartAsync(data);
        var again = new Kubectl(second.Kubeconfig, folder.File("home"));
        var model = await again.ReadyAsync("kept");
        ((string)model["status"]!["stableRevision"]!).ShouldBe(revision);
        var (body, label) = Penguins.Row();
        await Eventually.HoldsAsync("a prediction", async () =>
        {
            try
            {
                var (code, answer) = await Penguins.InferAsync((string)model["status"]!["url"]!, "kept", body);
                return ((int)code == 200 && answer.Contains(label, StringComparison.Ordinal), answer);
            }
            catch (HttpRequestException notYet)
            {
                return (false, notYet.Message);
            }
        });
    }
}
