using Modelwright.Crds.Models;
using Modelwright.Simulation.Operators;
using Modelwright.Simulation.Oracles;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

public sealed class ModelLifeTests
{
    public static TheoryData<string> Names => [.. Stories.Models.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_comes_to_its_end_and_then_costs_no_request(string name) =>
        LifeRun.Play(Stories.Models.Single(story => story.Name == name), world => world.Invariants.Traffic.Looks.ShouldBePositive());

    [Fact]
    public void A_bad_digest_keeps_the_old_revision_serving_and_says_so()
    {
        using var world = new SimWorld();
        var user = new ModelUser(world);
        Stories.Repair.Prepare(world);
        world.StartOperator();
        Story.Take(Stories.Repair.Steps[0], world, user);
        var old = user.Serving("a");
        Story.Take(Stories.Repair.Steps[1], world, user);
        user.Serving("a").ShouldBe(old);
        user.Message("a").ShouldContain($"{old} keeps serving");
        world.Routers.Running.Single().Route("a")!.Backends.Single().Revision.ShouldBe(old);
    }

    [Fact]
    public void Deleting_the_last_Model_leaves_nothing_behind()
    {
        using var world = new SimWorld();
        var user = new ModelUser(world);
        Stories.Delete.Prepare(world);
        world.StartOperator();
        world.RunFor(TimeSpan.FromSeconds(10));
        var empty = ClusterState.Of(world.Admin, user.Namespace);
        foreach (var step in Stories.Delete.Steps) Story.Take(step, world, user);
        ClusterState.Difference(empty, ClusterState.Of(world.Admin, user.Namespace)).ShouldBeEmpty();
        world.Routers.Running.ShouldBeEmpty();
    }

    [Fact]
    public void A_Model_made_at_zero_is_unverified_until_it_was_served_once()
    {
        using var world = new SimWorld();
        var user = new ModelUser(world);
        Stories.Scale.Prepare(world);
        world.StartOperator();
        user.Create("a", Stories.Uri(1), replicas: 0);
        user.Await("a", ModelReasons.Unverified);
        user.Scale("a", 1);
        user.AwaitServing("a");
        user.Scale("a", 0);
        user.Await("a", ModelReasons.ScaledToZero);
    }

    private static IEnumerable<Call> Requests(SimOperator one, int from) => one.Calls.Skip(from).Where(call => call.Verb != "watch");
}
