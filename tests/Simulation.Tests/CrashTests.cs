using Modelwright.Simulation.Users;

namespace Modelwright.Simulation.Tests;

public sealed class CrashTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. Stories.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_crash_before_or_after_any_write_leads_to_the_same_end_and_then_to_silence(string name)
    {
        var story = Stories.All.Single(story => story.Name == name);
        using var reference = new CrashRun(story, _ => null).Complete();
        var points = reference.Ends.Select(end => end.Moments).ToList();
        points.Sum(step => step.Count).ShouldBeGreaterThan(20);
        var deaths = 0;
        for (var round = 0; round < points.Max(step => step.Count); round++)
        {
            var number = round;
            using var run = new CrashRun(story, step => number < points[step].Count ? points[step][number] : null);
            deaths += run.Complete(reference).Deaths;
        }

        output.WriteLine($"{name}: {deaths} crashes at {points.Sum(step => step.Count)} moments of {points.Count} steps");
        deaths.ShouldBeGreaterThanOrEqualTo(points.Sum(step => step.Count) * 9 / 10);
    }
}
