using Modelwright.Cli.Demo.Load;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>Versions that fail, or are slow, are taken back without a person, and each says why.</summary>
public sealed class JudgedRolloutTests(RolloutCluster cluster) : IClassFixture<RolloutCluster>
{
    private static readonly byte[][] Bodies = [System.Text.Encoding.UTF8.GetBytes(Penguins.Row().Body)];

    [Fact]
    public async Task A_version_that_fails_is_taken_back_and_says_so()
    {
        var status = await TakenBackAsync("failing", failPercent: 30, delay: 0);
        status.ShouldContain("errors");
    }

    [Fact]
    public async Task A_version_that_is_slow_is_taken_back_and_says_so()
    {
        var status = await TakenBackAsync("slow", failPercent: 0, delay: 600);
        status.ShouldContain("slow");
    }

    [Fact]
    public async Task A_version_that_is_as_good_is_promoted_by_itself()
    {
        var old = await ServeAsync("good");
        await using var load = await LoadAsync("good");
        await cluster.Kubectl.ApplyAsync(RolloutManifests.Faulty("good", 0, 1, RolloutManifests.Judged));
        var status = await cluster.Kubectl.PromotedAsync("good", old);
        (await load.StopAsync()).Failed.ShouldBe(0);
        status["rollout"].ShouldBeNull();
        (await cluster.Kubectl.RunAsync("describe", "model", "good")).ShouldContain("Promoted");
        await cluster.Kubectl.RunAsync("delete", "model", "good", "--wait=false");
    }

    private async Task<string> TakenBackAsync(string name, int failPercent, int delay)
    {
        var old = await ServeAsync(name);
        await using var load = await LoadAsync(name);
        await cluster.Kubectl.ApplyAsync(RolloutManifests.Faulty(name, failPercent, delay, RolloutManifests.Judged));
        var status = await cluster.Kubectl.AbortedAsync(name);
        ((string?)status["stableRevision"]).ShouldBe(old);
        var explained = await cluster.RolloutAsync("explain", name);
        explained.Exit.ShouldBe(0, explained.ToString());
        explained.Output.ShouldContain("was taken back");
        explained.Output.ShouldContain($"modelwright rollout retry {name}");
        (await cluster.Kubectl.RunAsync("describe", "model", name)).ShouldContain("RolloutAborted");
        await cluster.Kubectl.RunAsync("delete", "model", name, "--wait=false");
        return (string)status["rollout"]!["message"]!;
    }

    private async Task<string> ServeAsync(string name)
    {
        await cluster.Kubectl.ApplyAsync(RolloutManifests.Faulty(name, 0, 0, RolloutManifests.Judged));
        return (string)(await cluster.Kubectl.ReadyAsync(name))["status"]!["stableRevision"]!;
    }

    private async Task<LoadGenerator> LoadAsync(string name)
    {
        var url = (string)(await cluster.Kubectl.GetAsync("model", name))!["status"]!["url"]!;
        return new(new Uri($"{url}/v2/models/{name}/infer"), Bodies, 4);
    }
}
