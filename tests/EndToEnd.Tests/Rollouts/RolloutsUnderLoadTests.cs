using System.Globalization;

namespace Modelwright.EndToEnd.Tests.Rollouts;

/// <summary>
/// Steady traffic, and rollouts that end in every way: one Model of the sample by REST over HTTP/1.1 and HTTP/2, and beside it one whose
/// server speaks gRPC. <c>MODELWRIGHT_ROLLOUTS=50</c> makes more of them than the five of every test run (docs/guides/rollouts.md).
/// </summary>
public sealed class RolloutsUnderLoadTests(RolloutCluster cluster) : IClassFixture<RolloutCluster>
{
    private const string Rest = "steady";
    private const string Grpc = "calls";

    private static readonly int Rollouts =
        int.Parse(Environment.GetEnvironmentVariable("MODELWRIGHT_ROLLOUTS") ?? "5", CultureInfo.InvariantCulture);

    [Fact]
    public Task No_request_is_lost_and_each_is_answered_by_a_revision_that_had_weight() => Task.WhenAll(
        new RolloutLane(cluster, Rest, (steps, batch) => RolloutManifests.Sample(Rest, "v1", steps, batch),
            url => SteadyTraffic.Rest(new($"{url}/v2/models/{Rest}/infer"), clientsPerVersion: 2)).RunAsync(Rollouts),
        new RolloutLane(cluster, Grpc, (steps, batch) => RolloutManifests.Faulty(Grpc, 0, 0, steps, batch),
            url => SteadyTraffic.Grpc(new(url), Grpc, clients: 2)).RunAsync(Rollouts));
}
