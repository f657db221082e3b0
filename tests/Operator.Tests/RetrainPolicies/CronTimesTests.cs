using CsCheck;
using Modelwright.Operator.RetrainPolicies.Triggers;

namespace Modelwright.Operator.Tests.RetrainPolicies;

public sealed class CronTimesTests
{
    private static CronTimes Read(string cron, string zone = "Europe/Rome") => CronTimes.Read(cron, zone, out _)!;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>29 March 2026: at 02:00 it is 03:00 in Rome.</summary>
    [Fact]
    public void A_time_that_spring_skips_is_the_first_moment_after() =>
        Read("30 2 * * *").After(At("2026-03-28T12:00Z")).ShouldBe(At("2026-03-29T03:00+02:00"));

    /// <summary>25 October 2026: from 03:00 it is 02:00 again.</summary>
    [Fact]
    public void A_time_that_autumn_repeats_is_once()
    {
        var times = Read("30 2 * * *");
        var first = times.After(At("2026-10-24T12:00Z"))!.Value;
        first.ShouldBe(At("2026-10-25T02:30+02:00"));
        times.After(first).ShouldBe(At("2026-10-26T02:30+01:00"));
    }

    [Fact]
    public void Last_finds_the_last_of_ten_years_of_minutes_as_fast_as_that_of_one() =>
        Read("* * * * *", "UTC").Last(At("2016-01-01T00:00Z"), At("2026-01-01T00:00:30Z")).ShouldBe(At("2026-01-01T00:00Z"));

    [Theory]
    [InlineData("61 * * * *", "UTC", "is not a cron expression")]
    [InlineData("0 3 * * 1", "Mars/Olympus", "is not a time zone")]
    public void Read_says_what_it_cannot_read(string cron, string zone, string words)
    {
        CronTimes.Read(cron, zone, out var problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(words);
    }

    /// <summary>The bisection against going through all of them, over both changes of the clock.</summary>
    [Fact]
    public void Last_is_what_going_through_all_times_finds() => (
        from cron in Gen.Int[0, 5].Select(i =>
            new[] { "30 2 * * *", "0 3 * * 1", "*/7 * * * *", "15 1-4 * * *", "0 0 1 * *", "5 5 31 12 *" }[i])
        from start in Gen.Int[0, 525_600]
        from minutes in Gen.Int[0, 20_000]
        select (cron, start, minutes)).Sample(drawn =>
    {
        var times = Read(drawn.cron);
        var after = At("2026-01-01T00:00Z").AddMinutes(drawn.start);
        var until = after.AddMinutes(drawn.minutes).AddSeconds(20);
        DateTimeOffset? expected = null;
        for (var next = times.After(after); next is not null && next <= until; next = times.After(next.Value)) expected = next;
        times.Last(after, until).ShouldBe(expected);
    });
}
