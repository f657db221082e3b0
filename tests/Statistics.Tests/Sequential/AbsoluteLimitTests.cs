using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential;

public sealed class AbsoluteLimitTests
{
    private static readonly RateComparisonOptions Limited = new() { AbsoluteLimit = 0.01 };

    [Fact]
    public void Assess_canary_without_a_failure_is_promoted_though_nothing_compares()
    {
        RateComparison.Assess([new(455, 0, 8_645, 0)], Limited).Outcome.ShouldBe(Outcome.NonInferior);
        RateComparison.Assess([new(454, 0, 8_626, 0)], Limited).Outcome.ShouldBe(Outcome.Inconclusive);
        RateComparison.Assess([new(1_000_000, 0, 1_000_000, 0)], new()).Outcome.ShouldBe(Outcome.Inconclusive);
    }

    [Fact]
    public void Assess_canary_that_has_all_requests_is_judged_by_the_limit()
    {
        RateComparison.Assess([new(1_000, 1, 0, 0)], Limited).Outcome.ShouldBe(Outcome.NonInferior);
        RateComparison.Assess([new(1_000, 40, 0, 0)], Limited).Outcome.ShouldBe(Outcome.Harmful);
    }

    [Fact]
    public void Assess_canary_above_the_limit_is_harmful_though_stable_is_as_bad() =>
        RateComparison.Assess([new(2_000, 80, 20_000, 800)], Limited).Outcome.ShouldBe(Outcome.Harmful);

    [Fact]
    public void Assess_canary_below_the_limit_but_surely_worse_than_stable_is_harmful()
    {
        var worse = RateComparison.Assess([new(100_000, 400, 100_000, 100)], Limited);
        (worse.Outcome, worse.CanaryRateUpper < 0.01).ShouldBe((Outcome.Harmful, true));
    }

    [Fact]
    public void Assess_limit_halves_the_chance_of_error_of_each_way()
    {
        var (plain, limited) = (RateComparison.Assess([], new()), RateComparison.Assess([], Limited));
        limited.LogHarmThreshold.ShouldBe(plain.LogHarmThreshold + Math.Log(2), 1e-12);
        limited.LogNonInferiorityThreshold.ShouldBe(plain.LogNonInferiorityThreshold + Math.Log(2), 1e-12);
    }

    [Fact]
    public void Assess_bounds_of_the_canarys_rate_and_verdict_agree()
    {
        for (var failures = 0; failures < 60; failures++)
        {
            var assessed = RateComparison.Assess([new(2_000, failures, 0, 0)], Limited);
            assessed.Outcome.ShouldBe(assessed.CanaryRateLower > 0.01 ? Outcome.Harmful
                : assessed.CanaryRateUpper < 0.01 ? Outcome.NonInferior : Outcome.Inconclusive);
        }
    }
}
