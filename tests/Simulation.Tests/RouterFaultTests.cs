using Modelwright.Crds.Models;
using Modelwright.Simulation.Operators;
using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

public sealed class RouterFaultTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    [Fact]
    public void A_route_whose_push_was_never_answered_goes_with_its_Model()
    {
        using var world = new SimWorld();
        var user = Serving(world, "a");
        world.Operators[0].Faults = call => call.Target.Contains("/b:", StringComparison.Ordinal) ? CallFault.Lost : CallFault.None;
        user.Create("b", Stories.Uri(2));
        world.RunUntil(() => HasRoute(world, "b"), Soon, "the router follows a route for b");
        user.Delete("b");
        world.Operators[0].Faults = null;
        world.RunUntil(() => !HasRoute(world, "b"), Soon, "the router has no route for b any more");
        user.Reason("a").ShouldBe(ModelReasons.Serving);
    }

    [Fact]
    public void A_route_of_a_Model_that_was_deleted_while_no_operator_ran_is_found_and_taken_away()
    {
        using var world = new SimWorld();
        var user = Serving(world, "a", "b");
        world.Operators[0].Crash();
        user.Delete("b");
        world.RunFor(Soon);
        HasRoute(world, "b").ShouldBeTrue();
        world.StartOperator();
        world.RunUntil(() => !HasRoute(world, "b"), Soon, "the router has no route for b any more");
    }

    private static ModelUser Serving(SimWorld world, params IReadOnlyList<string> names)
    {
        Stories.Serve.Prepare(world);
        world.StartOperator();
        var user = new ModelUser(world);
        foreach (var name in names) user.Create(name, Stories.Uri(1));
        foreach (var name in names) user.AwaitServing(name);
        return user;
    }

    private static bool HasRoute(SimWorld world, string model) => world.Routers.Running.Single().Route(model) is { HasBackend: true };
}
