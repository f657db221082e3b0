using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

public sealed class RolloutLifeTests
{
    public static TheoryData<string> Names => [.. RolloutStories.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_comes_to_its_end_and_then_costs_no_request(string name)
    {
        var story = RolloutStories.All.Single(story => story.Name == name);
        using var world = new SimWorld();
        var user = new ModelUser(world);
        story.Prepare(world);
        var one = world.StartOperator();
        foreach (var step in story.Steps)
        {
            Story.Take(step, world, user);
            var before = one.Calls.Count;
            world.RunFor(TimeSpan.FromMinutes(10));
            one.Calls.Skip(before).Where(call => call.Verb != "watch").ShouldBeEmpty($"after '{step.Name}'");
        }

        if (world.Invariants.Traffic.Enabled) world.Invariants.Traffic.Looks.ShouldBePositive();
    }
}
