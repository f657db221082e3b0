using Modelwright.Simulation.Users;

namespace Modelwright.Simulation.Tests;

public sealed class ModelCrashTests(ITestOutputHelper output) : CrashTests(output)
{
    public static TheoryData<string> Names => [.. Stories.Models.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_crash_before_or_after_any_write_leads_to_the_same_end_and_then_to_silence(string name) =>
        Play(Stories.Models.Single(story => story.Name == name));
}
