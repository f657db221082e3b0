using CsCheck;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential;

public sealed class RateComparisonTests
{
    private static readonly RateComparisonOptions Plain = new();

    private static readonly RateInterval[] Batches = [new(500, 3, 9_500, 40), new(520, 6, 9_480, 38), new(1_010, 9, 8_990, 95)];

    private static readonly Gen<RateInterval> Interval =
        Gen.Select(Gen.Long[0, 20_000], Gen.Double[0, 0.2], Gen.Long[0, 20_000], Gen.Double[0, 0.2],
            (canary, bad, stable, usual) => new RateInterval(canary, (long)(canary * bad), stable, (long)(stable * usual)));

    private static readonly Gen<RateInterval[]> Intervals = Interval.Array[0, 6];

    /// <summary>Expected: the terms of the formula summed by another program.</summary>
    [Theory]
    [InlineData(1, -0.926126)]
    [InlineData(2, 0.755185)]
    [InlineData(3, -1.563846)]
    public void Assess_known_batches_give_known_evidence_of_harm(int batches, double logHarm) =>
        RateComparison.Assess(Batches.Take(batches), Plain).LogHarm.ShouldBe(logHarm, 5e-7);

    /// <summary>Expected: the same formula with bisection in another program.</summary>
    [Fact]
    public void Assess_known_batches_give_known_bounds()
    {
        var assessed = RateComparison.Assess(Batches, Plain);
        assessed.LogNonInferiority.ShouldBe(-1.161576385987543, 1e-9);
        assessed.RatioLower.ShouldBe(0.5357480142904724, 1e-8);
        assessed.RatioUpper.ShouldBe(2.4069952684907157, 1e-8);
        (assessed.Outcome, assessed.LogHarmThreshold).ShouldBe((Outcome.Inconclusive, Math.Log(20)));
    }

    [Fact]
    public void Assess_without_intervals_is_inconclusive_and_bounds_nothing()
    {
        var nothing = RateComparison.Assess([], Plain);
        (nothing.Outcome, nothing.LogHarm, nothing.LogNonInferiority).ShouldBe((Outcome.Inconclusive, 0, 0));
        (nothing.RatioLower, nothing.RatioUpper).ShouldBe((0, double.PositiveInfinity));
        (nothing.CanaryRateLower, nothing.CanaryRateUpper, nothing.MoreRequests).ShouldBe((0, 1, (long?)null));
    }

    [Fact]
    public void Assess_stretch_with_one_side_only_compares_nothing()
    {
        var alone = RateComparison.Assess([.. Batches, new(5_000, 5_000, 0, 0), new(0, 0, 5_000, 5_000)], Plain);
        var both = RateComparison.Assess(Batches, Plain);
        (alone.LogHarm, alone.LogNonInferiority).ShouldBe((both.LogHarm, both.LogNonInferiority));
        (alone.RatioLower, alone.RatioUpper).ShouldBe((both.RatioLower, both.RatioUpper));
    }

    [Fact]
    public void Assess_more_canary_failures_are_more_harm_and_less_noninferiority() =>
        Gen.Select(Intervals, Interval.Where(one => one.CanaryFailures < one.CanaryRequests)).Sample((before, last) =>
        {
            var few = RateComparison.Assess([.. before, last], Plain);
            var more = RateComparison.Assess([.. before, last with { CanaryFailures = last.CanaryFailures + 1 }], Plain);
            more.LogHarm.ShouldBeGreaterThanOrEqualTo(few.LogHarm - 1e-9);
            more.LogNonInferiority.ShouldBeLessThanOrEqualTo(few.LogNonInferiority + 1e-9);
            more.RatioLower.ShouldBeGreaterThanOrEqualTo(few.RatioLower - 1e-9);
            more.CanaryRateUpper.ShouldBeGreaterThanOrEqualTo(few.CanaryRateUpper - 1e-9);
        });

    [Fact]
    public void Assess_order_of_stretches_does_not_matter() =>
        Intervals.Sample(intervals =>
        {
            var (forth, back) = (RateComparison.Assess(intervals, Plain), RateComparison.Assess(intervals.Reverse(), Plain));
            back.LogHarm.ShouldBe(forth.LogHarm, 1e-6);
            back.LogNonInferiority.ShouldBe(forth.LogNonInferiority, 1e-6);
        });

    [Fact]
    public void Assess_only_the_proportion_of_requests_compares() =>
        Interval.Where(one => one is { CanaryRequests: > 0, StableRequests: > 0 }).Sample(one =>
        {
            var tenfold = one with { CanaryRequests = 10 * one.CanaryRequests, StableRequests = 10 * one.StableRequests };
            RateComparison.Assess([tenfold], Plain).LogHarm.ShouldBe(RateComparison.Assess([one], Plain).LogHarm, 1e-6);
        });

    [Fact]
    public void Assess_bounds_and_verdict_agree() =>
        Intervals.Sample(intervals =>
        {
            var assessed = RateComparison.Assess(intervals, Plain);
            (assessed.RatioLower > 1 + 1e-7).ShouldBe(assessed.LogHarm > assessed.LogHarmThreshold + 1e-5);
            (assessed.RatioUpper < 1.5 - 1e-7).ShouldBe(assessed.LogNonInferiority > assessed.LogNonInferiorityThreshold + 1e-5);
            assessed.CanaryRateLower.ShouldBeLessThanOrEqualTo(assessed.CanaryRateUpper);
            RateComparison.Decide(intervals, Plain).ShouldBe(assessed.Outcome);
            assessed.Outcome.ShouldBe(assessed.LogHarm >= assessed.LogHarmThreshold ? Outcome.Harmful
                : assessed.LogNonInferiority >= assessed.LogNonInferiorityThreshold ? Outcome.NonInferior : Outcome.Inconclusive);
        });

    [Fact]
    public void Assess_metrics_that_share_alpha_each_need_more_evidence_of_harm_alone()
    {
        var one = RateComparison.Assess(Batches, Plain);
        var five = RateComparison.Assess(Batches, Plain with { Metrics = 5 });
        five.LogHarmThreshold.ShouldBe(Math.Log(100), 1e-12);
        five.RatioLower.ShouldBeLessThan(one.RatioLower);
        (five.LogNonInferiorityThreshold, five.RatioUpper).ShouldBe((one.LogNonInferiorityThreshold, one.RatioUpper));
    }

    [Fact]
    public void Assess_a_billion_requests_do_not_overflow()
    {
        const long many = 1_000_000_000;
        var bad = RateComparison.Assess([new(many, 20_000_000, many, 10_000_000), new(many, many, many, 0)], Plain);
        (bad.Outcome, double.IsFinite(bad.LogHarm), double.IsFinite(bad.LogNonInferiority)).ShouldBe((Outcome.Harmful, true, true));
        var good = RateComparison.Assess([new(many, 10_000_000, many, 10_000_000)], Plain with { AbsoluteLimit = 0.02 });
        (good.Outcome, good.RatioUpper < 1.1, good.RatioLower > 0.9).ShouldBe((Outcome.NonInferior, true, true));
        good.CanaryRateLower.ShouldBe(0.01, 1e-4);
        good.CanaryRateUpper.ShouldBe(0.01, 1e-4);
    }

    [Theory]
    [InlineData(-1, 0, 5, 0)]
    [InlineData(5, 6, 5, 0)]
    [InlineData(5, 0, 5, -1)]
    [InlineData(5, 0, -5, 0)]
    public void Assess_impossible_counts_are_refused(long canary, long failures, long stable, long stableFailures) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            RateComparison.Assess([new(canary, failures, stable, stableFailures)], Plain));

    [Fact]
    public void Assess_senseless_options_are_refused()
    {
        RateComparisonOptions[] senseless =
        [
            Plain with { Alpha = 0 }, Plain with { Alpha = double.NaN }, Plain with { Metrics = 0 }, Plain with { HarmRatio = 0 },
            Plain with { NonInferiorityRatio = double.PositiveInfinity }, Plain with { AbsoluteLimit = 1 },
        ];
        foreach (var options in senseless)
            Should.Throw<ArgumentOutOfRangeException>(() => RateComparison.Assess([], options));
    }
}
