using Modelwright.Operator.Routers;
using Modelwright.Operator.Tests.Sketch;

namespace Modelwright.Operator.Tests.Routers;

public sealed class RouterMemoryTests
{
    private static readonly RouteTable Own = new("fraud", 3, ["fraud"], []);

    private static IReadOnlyDictionary<string, long> Leftovers(RouteMemory route, string model = "fraud", RouteTable? own = null)
    {
        var memory = new RouterMemory();
        memory.Routes[model] = route;
        return memory.Leftovers(["fraud"], [own ?? Own], Samples.Start);
    }

    [Fact]
    public void Leftovers_are_routes_of_Models_that_are_gone()
    {
        Leftovers(new(7), "old").ShouldBe(new Dictionary<string, long> { ["old"] = 7 });
        Leftovers(new(7)).ShouldBeEmpty();
    }

    [Fact]
    public void Leftovers_are_routes_of_living_Models_whose_number_was_never_counted()
    {
        Leftovers(new(RouteTable.MaxRevision)).ShouldBe(new Dictionary<string, long> { ["fraud"] = RouteTable.MaxRevision });
        Leftovers(new(2, Refused: 3, Conflict: long.MaxValue)).ShouldBe(new Dictionary<string, long> { ["fraud"] = long.MaxValue });
        Leftovers(new(RouteTable.MaxRevision - 1)).ShouldBeEmpty();
        Leftovers(new(RouteTable.MaxRevision), own: Own with { Revision = RouteTable.MaxRevision }).ShouldBeEmpty();
    }

    [Fact]
    public void Leftovers_that_a_router_keeps_wait_for_their_time()
    {
        Leftovers(new(7, RetryTime: Samples.Start.AddSeconds(1), Kept: 1), "old").ShouldBeEmpty();
        Leftovers(new(7, RetryTime: Samples.Start, Kept: 1), "old").Count.ShouldBe(1);
    }
}
