using System.Text.Json.Nodes;
using Modelwright.Crds.Models;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Users;

/// <summary>Models whose requests a Gateway divides, or nobody, and the ways between them and the routers.</summary>
public static class ProviderStories
{
    private static readonly string[] Digests = [.. new[] { "one", "two", "three", "four" }.Select(ModelStore.DigestOf)];

    /// <summary>From routers to a Gateway, a canary there, one that is refused in between, and back.</summary>
    public static Story Gateway { get; } = new("gateway", Prepare,
    [
        new("create", user =>
        {
            user.Create("a", Stories.Uri(1), Digests[0], 2);
            user.Roll("a", RolloutSpecs.Canary(RolloutSpecs.Pause(10), RolloutSpecs.Step(50, "20s")));
        }, ("a", ModelReasons.Serving)),
        new("to the Gateway", user => Divide(user, Public()), ("a", ModelReasons.Serving)),
        new("replace", user => Serve(user, 2), ("a", ModelReasons.RolloutPaused)),
        new("promote", user => user.Say("a", "promote", "now"), ("a", ModelReasons.Serving)),
        new("back to the routers", user => Divide(user, null), ("a", ModelReasons.Serving)),
    ]);

    /// <summary>By replicas: a canary, another one before it is through, all requests; then by routers again.</summary>
    public static Story Replicas { get; } = new("replicas", Prepare,
    [
        new("create", user =>
        {
            user.Create("a", Stories.Uri(1), Digests[0], 3);
            user.Roll("a", RolloutSpecs.Canary(RolloutSpecs.Pause(25), RolloutSpecs.Step(50, "20s")));
            Divide(user, new JsonObject { ["provider"] = "None" });
        }, ("a", ModelReasons.Serving)),
        new("replace", user => Serve(user, 2), ("a", ModelReasons.RolloutPaused)),
        new("another one", user => Serve(user, 3), ("a", ModelReasons.RolloutPaused)),
        new("promote", user => user.Say("a", "promote", "now"), ("a", ModelReasons.Serving)),
        new("to the routers", user => Divide(user, null), ("a", ModelReasons.Serving)),
    ]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Story> All { get; } = [Gateway, Replicas];

    /// <summary>A Gateway that the world has.</summary>
    public static JsonObject Public() => new()
    {
        ["provider"] = "GatewayAPI",
        ["gatewayRefs"] = new JsonArray(new JsonObject { ["name"] = SimGateways.Name }),
        ["hostnames"] = new JsonArray("a.example.org"),
    };

    /// <summary>Changes what divides the requests.</summary>
    public static void Divide(ModelUser user, JsonObject? traffic) => user.Change("a", $"is divided by {traffic?.ToJsonString()}", model =>
    {
        if (traffic is null) model["spec"]!.AsObject().Remove("traffic");
        else model["spec"]!["traffic"] = traffic;
    });

    /// <summary>Files and a Gateway.</summary>
    public static void Prepare(SimWorld world)
    {
        Stories.Files(world);
        _ = new SimGateways(world);
    }

    private static void Serve(ModelUser user, int number) => user.Serve("a", Stories.Uri(number), Digests[number - 1]);
}
