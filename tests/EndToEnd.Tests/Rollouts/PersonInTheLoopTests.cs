using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>A person promotes, aborts, tries again and goes back, from the command line.</summary>
public sealed class PersonInTheLoopTests(RolloutCluster cluster) : IClassFixture<RolloutCluster>
{
    private const string Steps = """
            strategy: Canary
            steps: [{weight: 10, pause: true}, {weight: 50, pause: true}]
        """;

    [Fact]
    public async Task A_rollout_goes_by_a_persons_word()
    {
        await cluster.Kubectl.ApplyAsync(RolloutManifests.Sample("person", "v1", Steps));
        var old = (string)(await cluster.Kubectl.ReadyAsync("person"))["status"]!["stableRevision"]!;
        await cluster.Kubectl.ApplyAsync(RolloutManifests.Sample("person", "v2", Steps));
        var paused = await cluster.Kubectl.StatusAsync("person", "paused", status => (string?)status["phase"] == "Paused");
        var fresh = (string)paused["nextRevision"]!;

        var status = await SayAsync("status");
        status.ShouldContain("step 1 of 2");
        status.ShouldContain("10%");
        (await SayAsync("explain")).ShouldContain("modelwright rollout promote person");

        (await SayAsync("promote")).ShouldContain("step 2");
        await cluster.Kubectl.StatusAsync("person", "at 50 %", found => RolloutWaits.Weights(found).Contains(("50", fresh)));
        (await SayAsync("abort")).ShouldContain("taken back");
        await cluster.Kubectl.AbortedAsync("person");
        var watched = await cluster.RolloutAsync("watch", "person");
        watched.Exit.ShouldBe(1, watched.ToString());

        (await SayAsync("retry")).ShouldContain("tried again");
        await cluster.Kubectl.StatusAsync("person", "paused again", found => (string?)found["phase"] == "Paused");
        (await SayAsync("promote", "--full")).ShouldContain("all requests");
        watched = await cluster.RolloutAsync("watch", "person", "--timeout", "90");
        watched.Exit.ShouldBe(0, watched.ToString());

        (await SayAsync("history")).ShouldContain(old);
        var plugin = await cluster.PluginAsync("rollout", "history", "person");
        plugin.Exit.ShouldBe(0, plugin.ToString());
        plugin.Output.ShouldContain(old);
        (await SayAsync("undo")).ShouldContain($"going back to {old}");
        var back = await cluster.Kubectl.StatusAsync("person", "back", found => (string?)found["stableRevision"] == old);
        ((string?)back["abortedRevision"]).ShouldBe(fresh);
        await cluster.Kubectl.RunAsync("delete", "model", "person", "--wait=false");
    }

    [Fact]
    public async Task What_cannot_be_is_said_in_one_line()
    {
        var missing = await cluster.RolloutAsync("status", "nobody");
        missing.Exit.ShouldBe(1);
        missing.Errors.ShouldContain("there is no Model 'nobody'");
        await cluster.Kubectl.ApplyAsync(RolloutManifests.Sample("resting", "v1", Steps));
        await cluster.Kubectl.ReadyAsync("resting");
        var idle = await cluster.RolloutAsync("promote", "resting");
        idle.Exit.ShouldBe(1);
        idle.Errors.ShouldContain("nothing is being rolled out");
        await cluster.Kubectl.RunAsync("delete", "model", "resting", "--wait=false");
    }

    private async Task<string> SayAsync(string verb, params string[] more)
    {
        var result = await cluster.RolloutAsync([verb, "person", .. more]);
        result.Exit.ShouldBe(0, result.ToString());
        return result.Output;
    }
}
