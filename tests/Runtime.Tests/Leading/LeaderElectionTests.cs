using System.Text.Json.Nodes;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.LocalCluster.Api;
using Modelwright.Runtime.Leading;
using Modelwright.Runtime.Tests.Samples;
using Modelwright.Runtime.Tests.Servers;

namespace Modelwright.Runtime.Tests.Leading;

public sealed class LeaderElectionTests : IDisposable
{
    private readonly TestCluster cluster = new();

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void One_of_two_leads_and_the_other_waits_with_warm_caches()
    {
        var one = Start("one");
        var two = Start("two");
        cluster.Simulation.RunFor(TimeSpan.FromMinutes(5));
        new[] { Leads(one), Leads(two) }.Count(leads => leads).ShouldBe(1);
        cluster.CreateDeployment("a", 1);
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(10));
        cluster.Children().ShouldBe(["a-0=v1"]);
        var standby = Leads(one) ? two : one;
        standby.Writes.Where(write => !write.Contains("leases", StringComparison.Ordinal)).ShouldBeEmpty();
        standby.Services.GetRequiredService<Runtime.Hosting.OperatorHost>().Ready.ShouldBeTrue();
    }

    [Fact]
    public void A_crash_is_taken_over_within_twenty_seconds()
    {
        var one = Start("one");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(10));
        var two = Start("two");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(10));
        Leads(one).ShouldBeTrue();
        one.Crash();
        var start = cluster.Simulation.Time.GetUtcNow();
        cluster.Simulation.RunUntil(() => Leads(two), TimeSpan.FromMinutes(1)).ShouldBeTrue();
        var took = cluster.Simulation.Time.GetUtcNow() - start;
        took.ShouldBeInRange(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_graceful_stop_is_taken_over_within_three_seconds()
    {
        var one = Start("one");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(10));
        var two = Start("two");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(10));
        one.Stop();
        Lease()["holderIdentity"]?.ToString().ShouldBeOneOf("", "two", null);
        var start = cluster.Simulation.Time.GetUtcNow();
        cluster.Simulation.RunUntil(() => Leads(two), TimeSpan.FromMinutes(1)).ShouldBeTrue();
        (cluster.Simulation.Time.GetUtcNow() - start).ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Without_renewals_the_holder_stops_acting_before_anyone_else_may_begin()
    {
        var one = Start("one");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(10));
        var two = Start("two");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(10));
        one.Client.Broken = true;
        for (var i = 0; i < 400; i++)
        {
            cluster.Simulation.RunFor(TimeSpan.FromMilliseconds(100));
            (Leads(one) && Leads(two)).ShouldBeFalse();
        }

        Leads(two).ShouldBeTrue();
        one.HasEnded.ShouldBeTrue();
        one.Error.ShouldBeOfType<LeadershipLostException>();
    }

    [Fact]
    public void A_lease_that_is_taken_away_ends_the_process()
    {
        var one = Start("one");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(10));
        cluster.Admin.Mutate(TestCluster.Leases, "default", "sample", lease =>
        {
            lease["spec"]!["holderIdentity"] = "somebody";
            return true;
        });
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(5));
        one.Error.ShouldBeOfType<LeadershipLostException>();
    }

    [Fact]
    public void The_times_in_the_lease_are_not_believed()
    {
        // Written by a clock that is a year behind: renewed, to all appearances, long ago.
        cluster.Admin.Create(TestCluster.Leases, new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["namespace"] = "default", ["name"] = "sample" },
            ["spec"] = new JsonObject
            {
                ["holderIdentity"] = "behind",
                ["leaseDurationSeconds"] = 15,
                ["renewTime"] = "2025-01-01T00:00:00.000000Z",
                ["leaseTransitions"] = 3,
            },
        });
        var one = Start("one");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(14));
        Leads(one).ShouldBeFalse();
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(5));
        Leads(one).ShouldBeTrue();
        Lease()["leaseTransitions"]!.ToString().ShouldBe("4");
    }

    [Fact]
    public void Work_in_progress_stops_at_the_next_effect_when_the_lease_is_lost()
    {
        var one = Start("one");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(10));
        one.Client.Intercept = request => request.Path.Contains("/leases/", StringComparison.Ordinal)
            ? ApiResponse.Text("broken", 503)
            : null;
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(10.5));
        one.Client.Requests.Clear();
        cluster.CreateDeployment("a", 3);
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(30));
        one.Writes.Where(write => !write.Contains("leases", StringComparison.Ordinal)).ShouldBeEmpty();
        cluster.Children().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Never_two_leaders_whatever_the_order(int seed)
    {
        using var crowd = new TestCluster(seed);
        var random = new Random(seed);
        var instances = Enumerable.Range(0, 3).Select(index => Start($"n{index}", crowd)).ToList();
        for (var i = 0; i < 200; i++)
        {
            crowd.Simulation.RunFor(TimeSpan.FromMilliseconds(random.Next(1, 2000)));
            var broken = instances[random.Next(3)];
            broken.Client.Broken = random.Next(3) == 0;
            instances.Count(Leads).ShouldBeLessThanOrEqualTo(1);
            if (instances.FindIndex(instance => instance.HasEnded) is >= 0 and var ended) instances[ended] = Start($"n{i + 10}", crowd);
        }

        foreach (var instance in instances) instance.Client.Broken = false;
        crowd.Simulation.RunUntil(() => instances.Count(Leads) == 1, TimeSpan.FromMinutes(1)).ShouldBeTrue();
    }

    private static bool Leads(TestOperator instance) => instance.Services.GetRequiredService<ILeadership>().MayAct && !instance.HasEnded;

    private TestOperator Start(string identity, TestCluster? on = null) => (on ?? cluster).Start(
        builder => builder.AddController<FanOutController, V1Deployment>().Owns<V1ConfigMap>(),
        options =>
        {
            options.Identity = identity;
            options.LeaderElection.Enabled = true;
            options.Seed = identity.Length + identity[^1];
        });

    private JsonNode Lease() => cluster.Admin.Get(TestCluster.Leases, "default", "sample")!["spec"]!;
}
