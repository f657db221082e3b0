using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.Runtime.Planning;
using Modelwright.Runtime.Tests.Samples;
using Modelwright.Runtime.Tests.Servers;

namespace Modelwright.Runtime.Tests.Planning;

public sealed class CrashTests
{
    private const int Never = int.MaxValue;

    [Fact]
    public void A_crash_before_or_after_any_effect_converges_to_the_same_state_and_then_to_silence()
    {
        var reference = Run(Never);
        reference.Points.ShouldBeGreaterThan(15);
        for (var point = 0; point < reference.Points; point++)
        {
            var crashed = Run(point);
            crashed.State.ShouldBe(reference.State, $"crash at point {point}, {crashed.Last}");
            crashed.RequestsAtRest.ShouldBe(0, $"crash at point {point}");
        }
    }

    private static (int Points, string State, string Last, int RequestsAtRest) Run(int point)
    {
        using var cluster = new TestCluster();
        CrashAt? observer = null;
        TestOperator? first = null;
        first = cluster.Start(builder =>
        {
            Build(builder);
            builder.Services.AddSingleton<IEffectObserver>(_ => observer = new CrashAt(point, () => first!.Crash()));
        });
        cluster.CreateDeployment("a", 2);
        var settle = TimeSpan.FromSeconds(20);
        cluster.Simulation.RunFor(settle);
        // What the dead process did not see happen, its successor has to find out.
        cluster.ChangeDeployment("a", item => item["spec"]!["replicas"] = 1);
        cluster.Simulation.RunFor(settle);
        cluster.ChangeDeployment("a", item => item["metadata"]!["annotations"]!["value"] = "v2");
        cluster.Simulation.RunFor(settle);
        var second = point == Never ? first : cluster.Start(Build);
        cluster.Simulation.RunFor(settle);
        second.Client.Requests.Clear();
        cluster.Simulation.RunFor(TimeSpan.FromMinutes(10));
        var state = string.Join(" ", cluster.Children()) + " " + cluster.Status("a")!["replicas"];
        return (observer!.Points, state, observer.Effects.Count > 0 ? observer.Effects[^1] : "none", second.Client.Requests.Count);
    }

    private static void Build(Modelwright.Runtime.Hosting.OperatorBuilder builder) =>
        builder.AddController<FanOutController, V1Deployment>().Owns<V1ConfigMap>();
}
