using Modelwright.Simulation.Users;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Tests;

/// <summary>A story without a crash.</summary>
internal static class LifeRun
{
    /// <summary>Every step comes to its end, and then costs no request.</summary>
    /// <param name="story">The story.</param>
    /// <param name="end">What must hold at its end.</param>
    public static void Play(Story story, Action<SimWorld>? end = null)
    {
        using var world = new SimWorld();
        var user = new ModelUser(world);
        story.Prepare(world);
        var one = world.StartOperator();
        foreach (var step in story.Steps)
        {
            Story.Take(step, world, user);
            var before = one.Calls.Count;
            world.RunFor(TimeSpan.FromMinutes(10));
            one.Calls.Skip(before).Where(call => call.IsRequest).ShouldBeEmpty($"after '{step.Name}'");
        }

        end?.Invoke(world);
    }
}
