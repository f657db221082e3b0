using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Users;

/// <summary>A person who changes strategies in the middle of rollouts, and asks for this and that, also for what makes no sense.</summary>
internal sealed class RandomRollouts(SimWorld world, ModelUser user)
{
    private readonly Random random = world.Random;
    private int asked;

    /// <summary>Chooses another strategy.</summary>
    public void Roll(string name)
    {
        var rollout = random.Next(9) switch
        {
            0 => [],
            1 => RolloutSpecs.Rolling(random.Next(2) == 0 ? null : 2),
            2 => RolloutSpecs.Canary(RolloutSpecs.Step(10, "10s"), RolloutSpecs.Step(50, "20s")),
            3 => RolloutSpecs.Canary(RolloutSpecs.Mirror(30, "10s"), RolloutSpecs.Step(30, "15s")),
            4 => Bounded(RolloutSpecs.Canary(RolloutSpecs.Step(25, "5s"), RolloutSpecs.Step(75, "15s"))),
            5 => RolloutSpecs.Shadow(20, "20s"),
            6 => RolloutSpecs.ABTest(RolloutSpecs.Step(20, "10s"), RolloutSpecs.Step(60, "10s")),
            7 => RolloutSpecs.BlueGreen(RolloutSpecs.Mirror(50, "15s")),
            _ => RolloutSpecs.Canary(RolloutSpecs.Pause(20, "5s"), RolloutSpecs.Step(50, "10s")),
        };
        if (random.Next(2) == 0) rollout["rollbackWindow"] = 0;
        if (random.Next(4) == 0) rollout["probation"] = new JsonObject { ["duration"] = "30s" };
        if (rollout.Count == 0) user.Change(name, "has no strategy", model => model["spec"]!.AsObject().Remove("rollout"));
        else user.Roll(name, rollout);
    }

    /// <summary>Asks for something, mostly about a revision that there is.</summary>
    public void Say(string name)
    {
        var status = user.Get(name).Child("status");
        List<string?> subjects = [status.Text("nextRevision"), status.Text("stableRevision"), status.Text("abortedRevision"), "any"];
        subjects.AddRange(status.Objects("revisions").Select(revision => revision.Text("name")));
        var action = RolloutSpecs.Actions[random.Next(RolloutSpecs.Actions.Count)];
        var full = random.Next(3) == 0 ? "/full" : "";
        user.Say(name, action, $"{subjects[random.Next(subjects.Count)] ?? "none"}{full}/{++asked}");
    }

    /// <summary>Freezes rollouts, or lets them go on.</summary>
    public void Freeze(string name)
    {
        var paused = random.Next(3) == 0;
        user.Change(name, $"paused: {paused}", model => model["spec"]!.AsObject().Make("rollout")["paused"] = paused);
    }

    private static JsonObject Bounded(JsonObject rollout)
    {
        rollout["maxSurge"] = 1;
        return rollout;
    }
}
