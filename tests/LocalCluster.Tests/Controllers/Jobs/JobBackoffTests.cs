using CsCheck;
using Modelwright.LocalCluster.Controllers.Jobs;

namespace Modelwright.LocalCluster.Tests.Controllers.Jobs;

public sealed class JobBackoffTests
{
    private static readonly DateTimeOffset Then = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 10)]
    [InlineData(2, 20)]
    [InlineData(6, 320)]
    [InlineData(7, 360)]
    [InlineData(1_000_000, 360)]
    public void The_delay_doubles_up_to_six_minutes(int failures, int seconds) =>
        new JobBackoff(failures, Then).Delay.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Failures_count_from_the_last_success_on() =>
        Gen.Select(Gen.Int[0, 50].List[0, 6], Gen.Int[0, 50].List[0, 6]).Sample((good, bad) =>
    {
        var backoff = new JobBackoff(3, Then).With([.. good.Select(Pod)], [.. bad.Select(Pod)]);
        var later = good.Count == 0 ? bad : [.. bad.Where(at => at > good.Max())];
        backoff.Failures.ShouldBe(later.Count + (good.Count == 0 ? 3 : 0));
        if (later.Count > 0) backoff.LastFailure.ShouldBe(Then.AddSeconds(later.Max()));
    });

    private static System.Text.Json.Nodes.JsonObject Pod(int second) => Yaml.Object(
        "{status: {containerStatuses: [{state: {terminated: "
            + $"{{finishedAt: '{Then.AddSeconds(second):yyyy-MM-ddTHH:mm:ssZ}'}} }} }}] }} }}");
}
