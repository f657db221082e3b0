using System.Text.Json.Nodes;
using Modelwright.Crds.Models;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>A Model that gives up its replicas when nobody asks, at two routers, while operators come and go.</summary>
public sealed class SleepTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(3);

    [Fact]
    public void Sleeps_through_a_crash_of_the_operator_and_wakes_by_a_request_also_through_crashes()
    {
        using var world = new SimWorld(new SimOptions { Settings = new() { RouterReplicas = 2 } });
        var user = Serving(world);
        world.RunFor(TimeSpan.FromMinutes(20));
        user.Reason("a").ShouldBe(ModelReasons.Serving);

        world.Routers.RequestsPerMinute = 0;
        Sleeps(world, user);
        world.Operators[^1].Crash();
        world.StartOperator();
        world.RunFor(TimeSpan.FromMinutes(30));
        user.Reason("a").ShouldBe(ModelReasons.ScaledToZero);

        world.Routers.RequestsPerMinute = 60;
        world.RunFor(TimeSpan.FromSeconds(1));
        world.Operators[^1].Crash();
        world.StartOperator();
        world.RunUntil(() => user.Reason("a") == ModelReasons.Serving, Soon, "the Model serves again");
        world.Routers.Running.ShouldAllBe(router => router.Route("a")!.HasBackend);

        world.Routers.RequestsPerMinute = 0;
        Sleeps(world, user);
    }

    [Fact]
    public void A_router_that_cannot_be_read_keeps_the_Model_up()
    {
        using var world = new SimWorld();
        var user = Serving(world);
        world.Routers.RequestsPerMinute = 0;
        world.Operators[0].Faults = call => call.Target.EndsWith("/activity", StringComparison.Ordinal)
            ? Operators.CallFault.Refused : Operators.CallFault.None;
        world.RunFor(TimeSpan.FromMinutes(30));
        user.Reason("a").ShouldBe(ModelReasons.Serving);
        world.Operators[0].Faults = null;
        Sleeps(world, user);
    }

    private static ModelUser Serving(SimWorld world)
    {
        Stories.Serve.Prepare(world);
        world.StartOperator();
        var user = new ModelUser(world);
        user.Create("a", Stories.Uri(1));
        user.Change("a", "sleeps after ten minutes", model =>
            model["spec"]!.AsObject().Make("serving")["scaleToZero"] = new JsonObject { ["after"] = "10m" });
        user.AwaitServing("a");
        return user;
    }

    private static void Sleeps(SimWorld world, ModelUser user)
    {
        world.RunUntil(() => user.Reason("a") == ModelReasons.ScaledToZero, TimeSpan.FromMinutes(12), "the Model is at zero");
        world.Routers.Running.ShouldAllBe(router => !router.Route("a")!.HasBackend && router.Route("a")!.Activation != null);
    }
}
