using System.Text.Json.Nodes;
using Modelwright.EndToEnd.Tests.Support;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>
/// A Model under steady traffic over HTTP/1.1, with its routers taken away, a canary without them, and routers again. Its address stays.
/// </summary>
public sealed class ProviderChangeTests(RolloutCluster cluster) : IClassFixture<RolloutCluster>
{
    private const string Model = "direct";

    private const string Steps = """
            strategy: Canary
            steps: [{weight: 50, duration: 3s}]
        """;

    [Fact]
    public async Task No_request_is_lost_from_routers_to_replicas_through_a_canary_and_back()
    {
        await ApplyAsync(1, "Router");
        var model = await cluster.Kubectl.ReadyAsync(Model);
        var url = (string)model["status"]!["url"]!;
        var traffic = SteadyTraffic.Rest(new($"{url}/v2/models/{Model}/infer"), clientsPerVersion: 3, http2: false);
        await using (traffic)
        {
            await ApplyAsync(1, "None");
            await cluster.Kubectl.StatusAsync(Model, "by replicas", status => Provider(status) == "None" && Phase(status) == "Ready");
            var stable = (string)(await cluster.Kubectl.GetAsync("model", Model))!["status"]!["stableRevision"]!;
            await ApplyAsync(2, "None");
            await cluster.Kubectl.StatusAsync(Model, "half each", status => RolloutWaits.Weights(status) is [("50", _), ("50", _)]);
            await cluster.Kubectl.PromotedAsync(Model, stable);

            await ApplyAsync(2, "Router");
            var back = await cluster.Kubectl.StatusAsync(Model, "by routers",
                status => Provider(status) is null && Phase(status) == "Ready");
            ((string?)back["url"]).ShouldBe(url);
        }

        traffic.Failures.ShouldBeEmpty();
        traffic.Answers.Count.ShouldBeGreaterThan(100);
        TestContext.Current.TestOutputHelper!.WriteLine($"{traffic.Answers.Count} requests, 0 failed");
    }

    private Task<string> ApplyAsync(int batch, string provider) => cluster.Kubectl.ApplyAsync(
        RolloutManifests.Sample(Model, "v1", Steps, batch) + $"\n  traffic: {{provider: {provider}}}\n");

    private static string? Provider(JsonNode status) => (string?)status["route"]?["provider"];

    private static string? Phase(JsonNode status) => (string?)status["phase"];
}
