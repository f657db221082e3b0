using k8s.Models;
using Modelwright.Runtime.Tests.Samples;
using Modelwright.Runtime.Tests.Servers;

namespace Modelwright.Runtime.Tests.Hosting;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_same_seed_gives_the_same_requests_at_the_same_times(int seed)
    {
        var first = Trace(seed);
        first.Count.ShouldBeGreaterThan(20);
        for (var i = 0; i < 3; i++) Trace(seed).ShouldBe(first);
    }

    private static List<string> Trace(int seed)
    {
        using var cluster = new TestCluster(seed);
        var trace = new List<string>();
        foreach (var identity in new[] { "one", "two" })
        {
            var instance = cluster.Start(builder => builder.AddController<FanOutController, V1Deployment>().Owns<V1ConfigMap>(), options =>
            {
                options.Identity = identity;
                options.LeaderElection.Enabled = true;
                options.Seed = seed + identity.Length;
            });
            instance.Client.Intercept = request =>
            {
                trace.Add($"{cluster.Simulation.Time.GetUtcNow():mm:ss.ffffff} {identity} {request.Method} {request.Path}");
                return null;
            };
        }

        for (var i = 0; i < 5; i++)
        {
            cluster.CreateDeployment($"d{i}", i);
            cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
        }

        cluster.Simulation.RunFor(TimeSpan.FromMinutes(10));
        return trace;
    }
}
