using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

/// <summary>
/// Rollouts that are looked at every minute while their stretches grow, 5 → 10 → 25 → 50 %. The chance of a wrong verdict is at most
/// 5 %; of 400 rollouts, up to 8.2 % may then be (three standard errors above). <c>bench/Canary</c> plays 10,000 of each.
/// </summary>
public sealed class FalseVerdictTests
{
    private const int Rollouts = 400;
    private const double Most = 0.082;

    private static readonly RateComparisonOptions Plain = new();

    [Theory]
    [InlineData(60, 0.005)]
    [InlineData(60, 0.01)]
    [InlineData(600, 0.005)]
    [InlineData(600, 0.01)]
    [InlineData(6_000, 0.005)]
    [InlineData(6_000, 0.01)]
    [InlineData(20, 0.5)]
    [InlineData(2_000, 0.3)]
    public void Equal_revisions_are_rarely_found_harmful(double perMinute, double errorRate) =>
        RollbackStudy.Of(new(perMinute, errorRate, 1), 60, Rollouts, seed: 11, () => new EvidenceRule(Plain))[0]
            .Share.ShouldBeLessThanOrEqualTo(Most);

    [Theory]
    [InlineData(60)]
    [InlineData(6_000)]
    public void Outage_of_both_is_rarely_held_against_the_canary(double perMinute) =>
        RollbackStudy.Of(new(perMinute, 0.005, 1) { OutageRate = 0.3 }, 40, Rollouts, seed: 18, () => new EvidenceRule(Plain))[0]
            .Share.ShouldBeLessThanOrEqualTo(Most);

    [Theory]
    [InlineData(60, 0.01)]
    [InlineData(600, 0.005)]
    [InlineData(600, 0.01)]
    [InlineData(6_000, 0.01)]
    [InlineData(20, 0.5)]
    public void Just_not_tolerated_ratio_is_rarely_found_tolerable(double perMinute, double errorRate) =>
        VerdictStudy.Of(new(perMinute, errorRate, 1.5), Plain with { HarmRatio = 100 }, 90, Rollouts, seed: 12)
            .NonInferior.ShouldBeLessThanOrEqualTo(Most);

    [Fact]
    public void Rates_at_the_limit_are_rarely_judged_either_way()
    {
        var options = Plain with { AbsoluteLimit = 0.01 };
        var equal = VerdictStudy.Of(new(600, 0.01, 1), options with { NonInferiorityRatio = 1e-3 }, 90, Rollouts, seed: 13);
        equal.Harmful.ShouldBeLessThanOrEqualTo(Most);
        equal.NonInferior.ShouldBeLessThanOrEqualTo(Most);
    }

    [Fact]
    public void Doubled_error_rate_is_found_and_a_good_canary_let_through()
    {
        var doubled = VerdictStudy.Of(new(600, 0.01, 2), Plain, 90, 100, seed: 14);
        doubled.Harmful.ShouldBeGreaterThan(0.95);
        doubled.MedianMinute.ShouldNotBeNull().ShouldBeInRange(15, 30);
        VerdictStudy.Of(new(6_000, 0.005, 1), Plain, 90, 100, seed: 15).NonInferior.ShouldBeGreaterThan(0.95);
        VerdictStudy.Of(new(60, 0, 1), Plain with { AbsoluteLimit = 0.01 }, 90, 100, seed: 16).NonInferior.ShouldBe(1);
    }

    [Fact]
    public void Usual_rules_roll_equal_revisions_back_most_of_the_time()
    {
        var studies = RollbackStudy.Of(new(600, 0.01, 1), 40, 100, seed: 17,
            () => new RatioRule(), () => new StrikesRule(), () => new PeekingRule());
        studies[0].Share.ShouldBeGreaterThan(0.9);
        studies[1].Share.ShouldBeGreaterThan(0.9);
        studies[2].Share.ShouldBeGreaterThan(0.2);
    }
}
