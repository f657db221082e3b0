using System.Text.Json.Nodes;
using CsCheck;
using Modelwright.LocalCluster.Controllers.Deployments;

namespace Modelwright.LocalCluster.Tests.Controllers;

/// <summary>The bounds of a rolling update hold for every size, setting and order in which pods become ready or fail.</summary>
public sealed class RollingUpdateTests
{
    [Fact]
    public void Bounds_hold_at_every_step_and_the_rollout_ends() => Gen.Select(
        Gen.Int[0, 20], Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 1000]
    ).Sample((replicas, surge, unavailable, oldA, oldB, seed) =>
    {
        var random = new Random(seed);
        var deployment = Deployment(replicas, surge, unavailable);
        int[] sizes = [oldA, oldB, 0];
        int[] available = [oldA, oldB, 0];
        var most = Math.Max(sizes.Sum(), replicas + deployment.MaxSurge);
        for (var step = 0; step < 500; step++)
        {
            if (sizes[0] + sizes[1] == 0 && sizes[2] == replicas) return true;
            var old = new[] { Set("a", sizes[0], available[0], 1), Set("b", sizes[1], available[1], 2) };
            var current = Set("new", sizes[2], available[2], 3);
            var grown = RollingUpdate.NewSize(deployment, current, [.. old, current]);
            if (grown != sizes[2])
            {
                sizes[2] = grown;
            }
            else
            {
                var before = available.Sum();
                var taken = 0;
                foreach (var (set, size) in RollingUpdate.OldSizes(deployment, current, old))
                {
                    var index = set.Name == "a" ? 0 : 1;
                    // A ReplicaSet gives up what is not available first.
                    var lost = Math.Max(0, available[index] - size);
                    taken += lost;
                    available[index] -= lost;
                    sizes[index] = size;
                }

                if (taken > 0 && before - taken < deployment.MinAvailable) return false;
            }

            if (sizes.Sum() > most || sizes.Any(size => size < 0)) return false;
            for (var i = 0; i < 3; i++) available[i] = Math.Min(sizes[i], available[i]);
            // Pods become available one by one; old ones may fail now and then.
            if (available[2] < sizes[2]) available[2]++;
            if (random.Next(5) == 0 && available[0] > 0) available[0]--;
        }

        return false;
    });

    [Fact]
    public void Proportional_scaling_reaches_the_allowed_total_without_negative_sizes() => Gen.Select(
        Gen.Int[0, 50], Gen.Int[0, 10], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 60]).Sample((replicas, surge, a, b, max) =>
    {
        var deployment = Deployment(replicas, surge, 1);
        var sizes = RollingUpdate.Proportional(deployment, [Set("a", a, a, 1, max), Set("b", b, b, 2, max)]);
        var allowed = replicas > 0 ? replicas + deployment.MaxSurge : 0;
        return sizes.Values.All(size => size >= 0) && sizes.Values.Sum() == allowed;
    });

    [Theory]
    [InlineData(10, "25%", "25%", 3, 2)]
    [InlineData(1, "25%", "25%", 1, 0)]
    [InlineData(4, "0", "0", 0, 1)]
    [InlineData(3, "100%", "0%", 3, 0)]
    [InlineData(0, "25%", "25%", 0, 0)]
    public void Percentages_round_up_for_surge_and_down_for_unavailability(
        int replicas, string surge, string unavailable, int maxSurge, int maxUnavailable)
    {
        var deployment = new DeploymentView(Yaml.Object(
            $"{{spec: {{replicas: {replicas}, strategy: {{rollingUpdate: {{maxSurge: {surge}, maxUnavailable: {unavailable}}} }} }} }}"));
        deployment.MaxSurge.ShouldBe(maxSurge);
        deployment.MaxUnavailable.ShouldBe(maxUnavailable);
    }

    private static DeploymentView Deployment(int replicas, int surge, int unavailable) => new(Yaml.Object(
        $"{{spec: {{replicas: {replicas}, strategy: {{rollingUpdate: {{maxSurge: {surge}, maxUnavailable: {unavailable}}} }} }} }}"));

    private static ReplicaSetView Set(string name, int size, int available, int age, int? max = null)
    {
        var set = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["creationTimestamp"] = $"2026-01-01T00:00:0{age}Z" },
            ["spec"] = new JsonObject { ["replicas"] = size },
            ["status"] = new JsonObject { ["availableReplicas"] = available },
        };
        if (max is not null)
            set["metadata"]!["annotations"] = new JsonObject { [ReplicaSetView.MaxAnnotation] = max.Value.ToString(null, null) };
        return new ReplicaSetView(set);
    }
}
