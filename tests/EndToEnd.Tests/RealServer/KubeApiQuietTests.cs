using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.RealServer;

/// <summary>An unchanged Model costs the API server nothing.</summary>
[Collection(OneAtATime)]
public sealed class KubeApiQuietTests(KubeApiCluster cluster) : ModelTest(cluster)
{
    /// <summary>Test classes that share the cluster take turns: requests for another test's Models would be counted here.</summary>
    public const string OneAtATime = "kube-api";

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Unchanged_model_costs_no_request_even_when_it_is_looked_at()
    {
        await ApplyAsync("quiet");
        await Kubectl.ReadyAsync("quiet");
        var before = await RestAsync();
        var versions = await Kubectl.VersionsAsync("quiet");

        // Makes the operator look at the Model, with nothing to do.
        await Kubectl.RunAsync("annotate", "model", "quiet", "note=looked-at");
        await Eventually.HoldsAsync("the Model to be looked at", async () =>
        {
            var now = await cluster.ActivityAsync();
            return (now.Reconciliations > before.Reconciliations, $"{now}");
        });
        await Task.Delay(Quiet, TestContext.Current.CancellationToken);
        (await cluster.ActivityAsync()).Requests.ShouldBe(before.Requests);
        (await Kubectl.VersionsAsync("quiet")).Except(versions).ShouldHaveSingleItem().ShouldStartWith("Model/quiet@");
    }

    /// <summary>
    /// What the operator has done once it has sent nothing for a while: earlier tests' Models may still be on their way out.
    /// </summary>
    private async Task<(double Requests, double Reconciliations)> RestAsync()
    {
        var last = await cluster.ActivityAsync();
        await Eventually.HoldsAsync("the operator at rest", async () =>
        {
            await Task.Delay(Quiet / 2, TestContext.Current.CancellationToken);
            var now = await cluster.ActivityAsync();
            var (rests, seen) = (now.Requests == last.Requests, $"{last} {now}");
            last = now;
            return (rests, seen);
        });
        return last;
    }
}
