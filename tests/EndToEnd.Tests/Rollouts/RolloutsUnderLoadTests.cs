using System.Globalization;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>
/// One Model, steady traffic, and rollouts that end in every way. <c>MODELWRIGHT_ROLLOUTS=50</c> makes more of them than the five of every
/// test run (docs/guides/rollouts.md).
/// </summary>
public sealed class RolloutsUnderLoadTests(RolloutCluster cluster) : IClassFixture<RolloutCluster>
{
    private const string Model = "steady";

    private const string Steps = """
            strategy: Canary
            steps: [{weight: 10, duration: 3s}, {weight: 50, duration: 4s}]
        """;

    /// <summary>However slow the person's command is, the rollout is still there.</summary>
    private const string Waits = """
            strategy: Canary
            steps: [{weight: 10, duration: 3s}, {weight: 50, duration: 1s, pause: true}]
        """;

    private static readonly int Rollouts =
        int.Parse(Environment.GetEnvironmentVariable("MODELWRIGHT_ROLLOUTS") ?? "5", CultureInfo.InvariantCulture);

    [Fact]
    public async Task No_request_is_lost_and_each_is_answered_by_a_revision_that_had_weight()
    {
        await ApplyAsync(1);
        var model = await cluster.Kubectl.ReadyAsync(Model);
        await using var watch = new RouteWatch(cluster.Kubeconfig, Model);
        var traffic = new SteadyTraffic(new($"{(string)model["status"]!["url"]!}/v2/models/{Model}/infer"), clientsPerVersion: 2);
        await using (traffic)
            for (var rollout = 0; rollout < Rollouts; rollout++)
                await RolloutAsync(rollout, batch: rollout + 2);

        if (!traffic.Failures.IsEmpty)
            TestContext.Current.TestOutputHelper!.WriteLine(
                await cluster.Kubectl.RunAsync("logs", "-l", "modelwright.io/component=router", "--tail=200"));
        traffic.Failures.ShouldBeEmpty();
        foreach (var (start, end, revision) in traffic.Answers)
            watch.Weighted(start, end).ShouldContain(revision, $"answered at {end:O}");
        var splits = watch.Splits().ToList();
        splits.ShouldNotBeEmpty();
        foreach (var (from, to, route) in splits) WeightsHold(traffic, from, to, route);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Rollouts} rollouts, {traffic.Answers.Count} requests, 0 failed, {splits.Count} splits checked");
    }

    private async Task RolloutAsync(int rollout, int batch)
    {
        var stable = (string)(await cluster.Kubectl.GetAsync("model", Model))!["status"]!["stableRevision"]!;
        await ApplyAsync(batch, rollout % 5 is 1 or 2 ? Waits : Steps);
        if (rollout % 5 is 1 or 2 or 3)
            await cluster.Kubectl.StatusAsync(Model, "a share", status => RolloutWaits.Weights(status).Count == 2);
        switch (rollout % 5)
        {
            case 1:
                await SayAsync("abort", Model);
                await cluster.Kubectl.AbortedAsync(Model);
                return;
            case 2:
                await SayAsync("promote", Model, "--full");
                await cluster.Kubectl.PromotedAsync(Model, stable);
                await SayAsync("undo", Model);
                await cluster.Kubectl.StatusAsync(Model, "back", status => (string?)status["stableRevision"] == stable
                    && RolloutWaits.Weights(status) is [("100", _)]);
                return;
            case 3:
                var canary = (string)(await cluster.Kubectl.GetAsync("model", Model))!["status"]!["nextRevision"]!;
                await cluster.Kubectl.RunAsync(
                    "delete", "pod", "-l", $"modelwright.io/revision={canary}", "--force", "--grace-period=0", "--wait=false");
                break;
        }

        await cluster.Kubectl.PromotedAsync(Model, stable);
    }

    private async Task SayAsync(params string[] words)
    {
        var result = await cluster.RolloutAsync(words);
        result.Exit.ShouldBe(0, result.ToString());
    }

    private Task<string> ApplyAsync(int batch, string steps = Steps) =>
        cluster.Kubectl.ApplyAsync(RolloutManifests.Sample(Model, "v1", steps, batch));

    /// <summary>Five standard deviations of a binomial draw: wrong by chance once in two million splits.</summary>
    private static void WeightsHold(SteadyTraffic traffic, DateTimeOffset from, DateTimeOffset to, Operator.Routers.RouteTable route)
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
