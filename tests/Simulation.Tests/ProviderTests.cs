using Modelwright.Crds.Models;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>A Gateway that is slow, refuses, or goes away while a canary is on its way.</summary>
public sealed class ProviderTests
{
    public static TheoryData<string> Names => [.. ProviderStories.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_comes_to_its_end_and_then_costs_no_request(string name) =>
        LifeRun.Play(ProviderStories.All.Single(story => story.Name == name), world => world.Invariants.Traffic.Looks.ShouldBePositive());

    [Fact]
    public void A_route_that_is_refused_in_mid_canary_holds_everything_until_it_is_taken()
    {
        using var world = new SimWorld();
        var user = Canary(world);
        var stable = user.Serving("a")!;
        world.Gateways!.Refusal = "the listener is full";
        user.Serve("a", Stories.Uri(2), ModelStore.DigestOf("two"));
        world.RunFor(TimeSpan.FromHours(1));
        Route(user).ShouldBe("RouteNotAccepted");
        world.Gateways.Weights("ml", "a").ShouldBe(new Dictionary<string, long> { [stable] = 100 });
        Wanted(world, stable).ShouldBe(2);
        user.Serving("a").ShouldBe(stable);

        world.Operators[^1].Crash();
        world.StartOperator();
        world.Gateways.Refusal = null;
        user.Await("a", ModelReasons.Serving);
        user.Serving("a").ShouldNotBe(stable);
    }

    [Fact]
    public void A_controller_that_goes_away_before_the_promotion_keeps_the_old_pods()
    {
        using var world = new SimWorld();
        var user = Canary(world);
        var stable = user.Serving("a")!;
        user.Serve("a", Stories.Uri(2), ModelStore.DigestOf("two"));
        world.RunUntil(() => world.Gateways!.Weights("ml", "a")!.Count == 2, TimeSpan.FromMinutes(5), "the canary has a share");
        world.Gateways!.Present = false;
        world.RunFor(TimeSpan.FromHours(2));
        Wanted(world, stable).ShouldBe(2);
        Route(user).ShouldBe("WaitingForGateway");
        world.Gateways.Present = true;
        user.Await("a", ModelReasons.Serving);
        world.RunFor(TimeSpan.FromMinutes(5));
        Wanted(world, stable).ShouldBe(0);
    }

    [Fact]
    public void Definitions_that_come_later_are_found_without_a_restart()
    {
        using var world = new SimWorld();
        var user = new ModelUser(world);
        Stories.Files(world);
        var one = world.StartOperator();
        user.Create("a", Stories.Uri(1), ModelStore.DigestOf("one"));
        ProviderStories.Divide(user, ProviderStories.Public());
        world.RunFor(TimeSpan.FromMinutes(10));
        Route(user).ShouldBe("GatewayApiMissing");
        var before = one.Calls.Count;
        world.RunFor(TimeSpan.FromMinutes(10));
        one.Calls.Skip(before).Count(call => call.Verb != "watch").ShouldBeLessThanOrEqualTo(2 * 40);

        _ = new SimGateways(world);
        user.AwaitServing("a");
        Route(user).ShouldBe("RouteAccepted");
    }

    private static ModelUser Canary(SimWorld world)
    {
        var user = new ModelUser(world);
        ProviderStories.Prepare(world);
        world.StartOperator();
        user.Create("a", Stories.Uri(1), ModelStore.DigestOf("one"), 2);
        user.Roll("a", RolloutSpecs.Canary(RolloutSpecs.Step(10, "30s"), RolloutSpecs.Step(50, "30s")));
        ProviderStories.Divide(user, ProviderStories.Public());
        user.AwaitServing("a");
        return user;
    }

    private static string? Route(ModelUser user) => user.Get("a")!.Condition("RouteReady").Text("reason");

    private static long? Wanted(SimWorld world, string revision) =>
        world.Admin.Get(KnownResources.Deployments, "ml", revision).Integer("spec", "replicas");
}
