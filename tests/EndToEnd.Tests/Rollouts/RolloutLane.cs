using Modelwright.EndToEnd.Tests.Support;
using Modelwright.Operator;
using Modelwright.Operator.Routers;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>One Model under steady traffic, rolled out again and again.</summary>
/// <param name="cluster">Where it runs.</param>
/// <param name="model">Its name.</param>
/// <param name="manifest">Its manifest with these steps; another batch size makes another revision.</param>
/// <param name="traffic">Clients of its address.</param>
internal sealed class RolloutLane(
    RolloutCluster cluster, string model, Func<string, int, string> manifest, Func<string, SteadyTraffic> traffic)
{
    private const string Steps = """
            strategy: Canary
            steps: [{weight: 10, duration: 3s}, {weight: 50, duration: 4s}]
        """;

    /// <summary>However slow the person's command is, the rollout is still there.</summary>
    private const string Waits = """
            strategy: Canary
            steps: [{weight: 10, duration: 3s}, {weight: 50, duration: 1s, pause: true}]
        """;

    /// <summary>Makes the rollouts, each of which ends in another way than the one before, and checks every answer.</summary>
    public async Task RunAsync(int rollouts)
    {
        await cluster.Kubectl.ApplyAsync(manifest(Steps, 1));
        var status = (await cluster.Kubectl.ReadyAsync(model))["status"]!;
        await using var watch = new RouteWatch(cluster.Kubeconfig, model);
        var load = traffic((string)status["url"]!);
        await using (load)
            for (var rollout = 0; rollout < rollouts; rollout++)
                await RolloutAsync(rollout, batch: rollout + 2);

        if (!load.Failures.IsEmpty)
            TestContext.Current.TestOutputHelper!.WriteLine(
                await cluster.Kubectl.RunAsync("logs", "-l", $"{Labels.Name}={Labels.Router}", "--tail=200"));
        load.Failures.ShouldBeEmpty();
        foreach (var (start, end, revision) in load.Answers)
            watch.Weighted(start, end).ShouldContain(revision, $"answered at {end:O}");
        var splits = watch.Splits().ToList();
        splits.ShouldNotBeEmpty();
        foreach (var (from, to, route) in splits) WeightsHold(load, from, to, route);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{model}: {rollouts} rollouts, {load.Answers.Count} requests, 0 failed, {splits.Count} splits checked");
    }

    private async Task RolloutAsync(int rollout, int batch)
    {
        var stable = (string)(await cluster.Kubectl.GetAsync("model", model))!["status"]!["stableRevision"]!;
        await cluster.Kubectl.ApplyAsync(manifest(rollout % 5 is 1 or 2 ? Waits : Steps, batch));
        if (rollout % 5 is 1 or 2 or 3)
            await cluster.Kubectl.StatusAsync(model, "a share", status => RolloutWaits.Weights(status).Count == 2);
        switch (rollout % 5)
        {
            case 1:
                await SayAsync("abort", model);
                await cluster.Kubectl.AbortedAsync(model);
                return;
            case 2:
                await SayAsync("promote", model, "--full");
                await cluster.Kubectl.PromotedAsync(model, stable);
                await SayAsync("undo", model);
                await cluster.Kubectl.StatusAsync(model, "back", status => (string?)status["stableRevision"] == stable
                    && RolloutWaits.Weights(status) is [("100", _)]);
                return;
            case 3:
                var canary = (string)(await cluster.Kubectl.GetAsync("model", model))!["status"]!["nextRevision"]!;
                await cluster.Kubectl.RunAsync(
                    "delete", "pod", "-l", $"modelwright.io/revision={canary}", "--force", "--grace-period=0", "--wait=false");
                break;
        }

        await cluster.Kubectl.PromotedAsync(model, stable);
    }

    private async Task SayAsync(params string[] words)
    {
        var result = await cluster.RolloutAsync(words);
        result.Exit.ShouldBe(0, result.ToString());
    }

    /// <summary>Five standard deviations of a binomial draw: wrong by chance once in two million splits.</summary>
    private static void WeightsHold(SteadyTraffic traffic, DateTimeOffset from, DateTimeOffset to, RouteTable route)
    {
        var answers = traffic.Answers.Where(answer => answer.Start >= from && answer.End <= to).ToList();
        foreach (var backend in route.Backends)
        {
            var share = backend.Weight / 100.0;
            var count = answers.Count(answer => answer.Revision == backend.Revision);
            var bound = 5 * Math.Sqrt(answers.Count * share * (1 - share)) + 1;
            Math.Abs(count - answers.Count * share).ShouldBeLessThanOrEqualTo(bound, $"{backend}, {count} of {answers.Count}");
        }
    }
}
