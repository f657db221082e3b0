using Modelwright.Simulation.Users;

namespace Modelwright.Simulation.Tests;

/// <summary>Each story again and again, with the operator killed at every moment at which that makes a difference.</summary>
public abstract class CrashTests(ITestOutputHelper output)
{
    private protected void Play(Story story)
    {
        using var reference = new CrashRun(story, _ => null).Complete();
        var points = reference.Ends.Select(end => end.Moments).ToList();
        points.Sum(step => step.Count).ShouldBeGreaterThan(20);
        var deaths = 0;
        for (var round = 0; round < points.Max(step => step.Count); round++)
        {
            var number = round;
            using var run = new CrashRun(story, step => number < points[step].Count ? points[step][number] : null);

            // After the last crash comes one more step; those behind it would only be the reference over again.
            deaths += run.Complete(reference, points.FindLastIndex(step => number < step.Count) + 2).Deaths;
        }

        output.WriteLine($"{story.Name}: {deaths} crashes at {points.Sum(step => step.Count)} moments of {points.Count} steps");
        deaths.ShouldBeGreaterThanOrEqualTo(points.Sum(step => step.Count) * 9 / 10);
    }
}
