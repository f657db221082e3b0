using System.Text.Json.Nodes;
using Modelwright.Crds.Models;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Operators;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>Canaries that are judged by what the routers count.</summary>
public sealed class JudgedRolloutTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);

    public static TheoryData<string, string> Files => new()
    {
        { "good", ModelReasons.Serving },
        { "failing", ModelReasons.RolloutAborted },
        { "slow", ModelReasons.RolloutAborted },
        { "other", ModelReasons.RolloutAborted },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_good_revision_is_promoted_and_a_bad_one_taken_back_each_without_a_person_and_with_the_reason(string file, string end)
    {
        using var world = new SimWorld();
        var user = Serving(world);
        var before = user.Serving("a");
        user.Serve("a", Uri(file));
        user.Await("a", end, Long);
        (user.Serving("a") == before).ShouldBe(end == ModelReasons.RolloutAborted);
        user.Get("a").Text("status", "analysis", "verdict").ShouldBe(end == ModelReasons.Serving ? "NonInferior" : "Harmful");
        var words = file switch { "failing" => "errors", "slow" => "latency", "other" => "answers", _ => "" };
        user.Message("a").ShouldContain(words);
        world.RunFor(TimeSpan.FromMinutes(2));
        var calls = world.Operators[0].Calls.Count;
        world.RunFor(TimeSpan.FromMinutes(10));
        world.Operators[0].Calls.Skip(calls).Where(call => call.Verb != "watch").ShouldBeEmpty();
        user.Reason("a").ShouldBe(end);
    }

    [Theory]
    [InlineData("good", ModelReasons.Serving)]
    [InlineData("failing", ModelReasons.RolloutAborted)]
    public void A_crash_at_a_write_changes_nothing_about_the_end(string file, string end)
    {
        for (var death = 0; ; death++)
        {
            using var world = new SimWorld();
            var user = Serving(world);
            var (left, died) = (death, false);
            ITimer? restart = null;
            world.Operators[0].Dies = (_, _) =>
            {
                if (died || left-- > 0) return false;
                died = true;
                restart = world.Time.CreateTimer(_ => world.StartOperator(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
                return true;
            };
            user.Serve("a", Uri(file));
            user.Await("a", end, Long);
            world.RunFor(TimeSpan.FromMinutes(2));
            user.Reason("a").ShouldBe(end);
            restart?.Dispose();
            if (!died) return;
            if (death > 3) death += 16;
        }
    }

    [Fact]
    public void Counters_that_cannot_be_read_hold_the_rollout_and_say_so_until_they_can()
    {
        using var world = new SimWorld();
        var user = Serving(world);
        world.Operators[0].Faults = call =>
            call.Target.Contains("/counters/", StringComparison.Ordinal) ? CallFault.Refused : CallFault.None;
        user.Serve("a", Uri("good"));
        world.RunFor(Long);
        user.Get("a")!.Condition("Progressing").Text("reason").ShouldBe(ModelReasons.MetricsUnavailable);
        user.Get("a").Text("status", "rollout", "phase").ShouldBe("Stepping");
        world.Operators[0].Faults = null;
        user.AwaitServing("a", Long);
    }

    [Fact]
    public void Without_requests_nothing_is_decided()
    {
        using var world = new SimWorld();
        var user = Serving(world);
        world.Routers.RequestsPerMinute = 0;
        user.Serve("a", Uri("failing"));
        world.RunFor(TimeSpan.FromHours(2));
        user.Get("a").Text("status", "rollout", "phase").ShouldBe("Stepping");
        user.Get("a")!.Condition("Progressing").Text("reason").ShouldBe(ModelReasons.WaitingForSamples);
        world.Routers.RequestsPerMinute = 6000;
        user.Await("a", ModelReasons.RolloutAborted, Long);
    }

    [Fact]
    public void A_person_may_promote_what_the_evidence_does_not_decide()
    {
        using var world = new SimWorld();
        var user = Serving(world);
        world.Routers.RequestsPerMinute = 0;
        user.Serve("a", Uri("good"));
        world.RunFor(TimeSpan.FromHours(1));
        user.Say("a", "promote", $"{user.Get("a").Text("status", "nextRevision")}/full");
        user.AwaitServing("a");
    }

    private static ModelUser Serving(SimWorld world)
    {
        world.Routers.RequestsPerMinute = 6000;
        world.Models.Put(Uri("first"), "first");
        world.Models.Put(Uri("good"), "good");
        world.Models.Put(Uri("failing"), "failing", model => model with { ErrorRate = 0.2 });
        world.Models.Put(Uri("slow"), "slow", model => model with { Latency = TimeSpan.FromSeconds(2) });
        world.Models.Put(Uri("other"), "other", model => model with { Otherwise = 0.5 });
        world.StartOperator();
        var user = new ModelUser(world);
        user.Create("a", Uri("first"));
        var rollout = RolloutSpecs.Canary(RolloutSpecs.Mirror(20, "30s", 5), RolloutSpecs.Mirror(20, "30s", 40));
        rollout["analysis"] = RolloutSpecs.Analysis("5s", 100,
            new JsonObject { ["name"] = "errors", ["errorRate"] = new JsonObject() },
            new JsonObject { ["name"] = "latency", ["latency"] = new JsonObject { ["threshold"] = "500ms", ["max"] = "0.05" } },
            new JsonObject { ["name"] = "answers", ["shadowDisagreement"] = new JsonObject { ["max"] = "0.05" } });
        user.Roll("a", rollout);
        user.AwaitServing("a");
        return user;
    }

    private static string Uri(string name) => $"https://models.example.com/{name}.onnx";
}
