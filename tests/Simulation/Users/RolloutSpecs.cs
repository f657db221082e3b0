using System.Text.Json.Nodes;

namespace Modelwright.Simulation.Users;

/// <summary>Values of <c>spec.rollout</c>, as people write them.</summary>
public static class RolloutSpecs
{
    /// <summary>What people may ask for by annotations.</summary>
    public static readonly IReadOnlyList<string> Actions = ["promote", "abort", "retry", "pause", "resume", "rollback"];

    /// <summary>A growing share.</summary>
    public static JsonObject Canary(params JsonObject[] steps) => By("Canary", steps);

    /// <summary>Copies only.</summary>
    public static JsonObject Shadow(int percent, string duration) => By("Shadow", Mirror(percent, duration));

    /// <summary>A growing share of the users.</summary>
    public static JsonObject ABTest(params JsonObject[] steps)
    {
        var rollout = By("ABTest", steps);
        rollout["sticky"] = new JsonObject { ["header"] = "x-user-id" };
        return rollout;
    }

    /// <summary>Replica by replica.</summary>
    public static JsonObject Rolling(int? surge = null)
    {
        var rollout = By("Rolling");
        if (surge is { } count) rollout["maxSurge"] = count;
        return rollout;
    }

    /// <summary>All at once, maybe after steps.</summary>
    public static JsonObject BlueGreen(params JsonObject[] steps) => By("BlueGreen", steps);

    /// <summary>A step that lasts a while.</summary>
    public static JsonObject Step(int weight, string duration) => new() { ["weight"] = weight, ["duration"] = duration };

    /// <summary>A step that a person ends, and that may be ended after a while.</summary>
    public static JsonObject Pause(int weight, string? duration = null)
    {
        var step = new JsonObject { ["weight"] = weight, ["pause"] = true };
        if (duration is not null) step["duration"] = duration;
        return step;
    }

    /// <summary>A step with copies.</summary>
    public static JsonObject Mirror(int percent, string duration, int weight = 0) =>
        new() { ["weight"] = weight, ["mirror"] = percent, ["duration"] = duration };

    /// <summary>Judged by metrics.</summary>
    public static JsonObject Analysis(string interval, int minRequests, params JsonObject[] metrics) => new()
    {
        ["interval"] = interval,
        ["initialDelay"] = "0s",
        ["minRequests"] = minRequests,
        ["metrics"] = new JsonArray([.. metrics]),
    };

    private static JsonObject By(string strategy, params JsonObject[] steps)
    {
        var rollout = new JsonObject { ["strategy"] = strategy };
        if (steps.Length > 0) rollout["steps"] = new JsonArray([.. steps]);
        return rollout;
    }
}
