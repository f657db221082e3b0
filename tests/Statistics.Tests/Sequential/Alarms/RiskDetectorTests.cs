using Modelwright.Statistics.Randomness;
using Modelwright.Statistics.Sequential.Alarms;

namespace Modelwright.Statistics.Tests.Sequential.Alarms;

public sealed class RiskDetectorTests
{
    private const double Limit = 0.12;

    [Fact]
    public void Evidence_of_ten_losses_agrees()
    {
        // The recursion in numpy 1.24, θ = 0.12, stakes ¼, ½, 1, 2, 3, 4.
        var detector = new RiskDetector(Limit);
        foreach (var loss in (int[])[0, 0, 1, 0, 1, 1, 1, 0, 1, 1]) detector.Add(loss);
        detector.Evidence.ShouldBe(1637.115420868, 1e-9);
    }

    [Fact]
    public void Wealth_that_was_kept_goes_on_as_if_nothing_had_happened()
    {
        var (whole, first) = (new RiskDetector(Limit), new RiskDetector(Limit));
        foreach (var loss in (double[])[0.1, 0.4]) whole.Add(loss);
        first.Add(0.1);
        var second = new RiskDetector(Limit, first.Wealth);
        second.Add(0.4);
        second.Wealth.ShouldBe(whole.Wealth);
        new RiskDetector(Limit, [1, 2]).Evidence.ShouldBe(0);
    }

    [Fact]
    public void LimitOf_adds_the_evaluations_uncertainty_and_the_tolerance()
    {
        RiskDetector.LimitOf(0.1, 1_000, 0.02).ShouldBe(0.1356058, 1e-7);
        RiskDetector.LimitOf(0.1, 0, 0.02).ShouldBe(0.12, 1e-12);
        RiskDetector.LimitOf(0.98, 10, 0.3).ShouldBe(0.99);
    }

    [Fact]
    public void Alarms_at_the_limit_are_rarer_than_one_in_c_losses()
    {
        var lengths = Enumerable.Range(0, 400).Select(run => FirstAlarm(Limit, Limit, 1_000, 20_000, (ulong)run)).ToList();
        lengths.Average().ShouldBeGreaterThan(1_000);
    }

    // Delays after a change at 2,000 labels; the medians of research with 200 runs are 693, 185, 49 and 18 at c = 10,000.
    [Theory]
    [InlineData(0.15, 350, 1_400)]
    [InlineData(0.2, 120, 280)]
    [InlineData(0.3, 35, 70)]
    [InlineData(0.5, 12, 26)]
    public void A_change_for_the_worse_is_found_the_sooner_the_worse_it_is(double risk, int least, int most)
    {
        var delays = Enumerable.Range(0, 60).Select(run => FirstAlarm(0.1, risk, 10_000, 10_000, (ulong)run, change: 2_000) - 2_000)
            .Where(delay => delay > 0).Order().ToList();
        delays.Count.ShouldBeGreaterThan(50);
        delays[delays.Count / 2].ShouldBeInRange(least, most);
    }

    [Fact]
    public void A_change_for_the_better_is_no_alarm() => FirstAlarm(0.1, 0.01, 100, 20_000, 1, change: 10).ShouldBe(20_000);

    private static int FirstAlarm(double before, double after, double alarmAt, int most, ulong run, int change = 0)
    {
        var (random, detector) = (RandomStream.Of(run, (ulong)(after * 1_000)), new RiskDetector(Limit));
        for (var label = 1; label <= most; label++)
        {
            detector.Add(random.NextUnit() < (label <= change ? before : after) ? 1 : 0);
            if (detector.Evidence >= alarmAt) return label;
        }

        return most;
    }
}
