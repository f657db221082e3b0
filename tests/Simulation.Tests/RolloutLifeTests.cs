using Modelwright.Simulation.Users;

namespace Modelwright.Simulation.Tests;

public sealed class RolloutLifeTests
{
    public static TheoryData<string> Names => [.. RolloutStories.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_comes_to_its_end_and_then_costs_no_request(string name) =>
        LifeRun.Play(RolloutStories.All.Single(story => story.Name == name), world =>
        {
            if (world.Invariants.Traffic.Enabled) world.Invariants.Traffic.Looks.ShouldBePositive();
        });
}
