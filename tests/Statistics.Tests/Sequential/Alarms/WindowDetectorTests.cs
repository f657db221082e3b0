using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Sequential.Alarms;

namespace Modelwright.Statistics.Tests.Sequential.Alarms;

public sealed class WindowDetectorTests
{
    [Fact]
    public void AlarmAt_a_day_and_one_a_year_is_the_days_of_a_year()
    {
        WindowDetector.AlarmAt(TimeSpan.FromDays(1), 1).ShouldBe(365.25, 1e-9);
        WindowDetector.AlarmAt(TimeSpan.FromHours(1), 2).ShouldBe(4383, 1e-9);
        WindowDetector.AlarmAt(TimeSpan.FromDays(90), 100).ShouldBe(2);
    }

    [Fact]
    public void Add_follows_the_recursion()
    {
        var detector = new WindowDetector(0).Add(0.5).Add(0.5);
        detector.Evidence.ShouldBe(0.75, 1e-12);
        detector.Add(20).Evidence.ShouldBe(35, 1e-12);
    }

    [Fact]
    public void OfPValues_is_the_mean()
    {
        WindowDetector.OfPValue(0.01).ShouldBe(5, 1e-12);
        WindowDetector.OfPValues([1, 0.01]).ShouldBe(2.75, 1e-12);
        double.IsFinite(WindowDetector.OfPValue(0)).ShouldBeTrue();
    }

    /// <summary>The nominal claim: at least c windows between false alarms, on average; measured it is about twice as many.</summary>
    [Theory]
    [InlineData(100, 100, 260)]
    [InlineData(365, 365, 900)]
    public void Alarms_without_drift_are_as_rare_as_promised(double alarmAt, double least, double most)
    {
        var (random, alarms, windows) = (RandomStream.Of(3, (ulong)alarmAt), 0, 0);
        var detector = new WindowDetector(0);
        while (alarms < 400)
        {
            windows++;
            detector = detector.Add(WindowDetector.OfPValue(random.NextUnit()));
            if (detector.Evidence < alarmAt) continue;
            (detector, alarms) = (new(0), alarms + 1);
        }

        ((double)windows / alarms).ShouldBeInRange(least, most);
    }
}
