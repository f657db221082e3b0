using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

public sealed class ModelLifeTests
{
    private const string First = "https://models.example.com/a/1.onnx";

    [Fact]
    public void A_created_Model_serves_and_costs_no_request_from_then_on()
    {
        using var world = new SimWorld();
        var user = new ModelUser(world);
        var one = world.StartOperator();
        user.Create("a", First, world.Models.Put(First, "one"));
        user.AwaitServing("a");
        world.RunFor(TimeSpan.FromSeconds(5));
        var before = one.Calls.Count;
        world.RunFor(TimeSpan.FromMinutes(10));
        one.Calls.Skip(before).Where(call => call.Verb != "watch").ShouldBeEmpty();
    }
}
