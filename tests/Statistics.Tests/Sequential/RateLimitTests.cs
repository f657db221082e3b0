using CsCheck;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential;

public sealed class RateLimitTests
{
    /// <summary>Expected: numerical integration over the mixtures (Simpson, 20,000 steps) and bisection in another program.</summary>
    [Theory]
    [InlineData(500, 0, 0.05, 0, 0.007545526931989194)]
    [InlineData(1_000, 5, 0.05, 0.0005393041658440629, 0.014338458407120001)]
    [InlineData(10_000, 50, 0.05, 0.002700973191786543, 0.007552705930050883)]
    [InlineData(100, 100, 0.05, 0.9429714023612286, 1)]
    [InlineData(50, 3, 0.01, 0.0024488018276994845, 0.23665695028808262)]
    public void Assess_bounds_agree(long requests, long failures, double alpha, double lower, double upper)
    {
        var assessed = RateLimit.Assess(requests, failures, 0.01, alpha);
        assessed.Lower.ShouldBe(lower, 1e-7);
        assessed.Upper.ShouldBe(upper, 1e-7);
    }

    [Theory]
    [InlineData(376, 0, 0.01, Outcome.Inconclusive)]
    [InlineData(377, 0, 0.01, Outcome.NonInferior)]
    [InlineData(73, 0, 0.05, Outcome.Inconclusive)]
    [InlineData(74, 0, 0.05, Outcome.NonInferior)]
    [InlineData(1_000, 30, 0.01, Outcome.Harmful)]
    [InlineData(0, 0, 0.01, Outcome.Inconclusive)]
    [InlineData(1, 1, 0.1, Outcome.Inconclusive)]
    [InlineData(2, 2, 0.1, Outcome.Harmful)]
    [InlineData(1_000_000_000, 9_900_000, 0.01, Outcome.NonInferior)]
    [InlineData(1_000_000_000, 10_100_000, 0.01, Outcome.Harmful)]
    public void Assess_counts_beside_a_limit(long requests, long failures, double limit, Outcome outcome) =>
        RateLimit.Assess(requests, failures, limit).Outcome.ShouldBe(outcome);

    [Fact]
    public void Assess_bounds_hold_the_rate_and_move_with_the_failures() =>
        Gen.Select(Gen.Long[1, 100_000], Gen.Double[0, 1], Gen.Double[0.001, 0.2]).Sample((requests, share, alpha) =>
        {
            var failures = Math.Min((long)(share * requests), requests - 1);
            var (few, more) = (RateLimit.Assess(requests, failures, 0.5, alpha), RateLimit.Assess(requests, failures + 1, 0.5, alpha));
            few.Lower.ShouldBeLessThanOrEqualTo((double)failures / requests);
            few.Upper.ShouldBeGreaterThanOrEqualTo((double)failures / requests);
            more.Lower.ShouldBeGreaterThanOrEqualTo(few.Lower);
            more.Upper.ShouldBeGreaterThanOrEqualTo(few.Upper);
        }, iter: 200);

    [Fact]
    public void LogBelow_without_failures_needs_fewer_requests_than_the_mixture_over_both_sides()
    {
        var needed = Math.Log(40);
        RateMixture.LogBelow(455, 0, 0.01).ShouldBeGreaterThanOrEqualTo(needed);
        RateMixture.LogBelow(454, 0, 0.01).ShouldBeLessThan(needed);
        RateMixture.LogOther(754, 0, 0.01).ShouldBeGreaterThanOrEqualTo(needed);
        RateMixture.LogOther(753, 0, 0.01).ShouldBeLessThan(needed);
    }

    /// <summary>Expected: numerical integration in another program.</summary>
    [Theory]
    [InlineData(500, 0, 0.01, 4.097405306315419)]
    [InlineData(500, 2, 0.01, 0.49742052963703354)]
    [InlineData(10_000, 50, 0.01, 13.388520773292914)]
    [InlineData(100, 40, 0.5, 0.003323775580244437)]
    [InlineData(20, 19, 0.97, -2.7168442276249047)]
    [InlineData(1_000, 100, 0.05, -4.682549951573334)]
    public void LogBelow_agrees(double requests, double failures, double rate, double expected) =>
        RateMixture.LogBelow(requests, failures, rate).ShouldBe(expected, 1e-8);

    [Fact]
    public void Assess_metrics_that_share_alpha_widen_the_side_of_harm_alone()
    {
        var (one, four) = (RateLimit.Assess(1_000, 12, 0.01), RateLimit.Assess(1_000, 12, 0.01, metrics: 4));
        four.Lower.ShouldBeLessThan(one.Lower);
        four.Upper.ShouldBe(one.Upper);
    }

    [Fact]
    public void Assess_without_failures_needs_what_the_limit_needs() =>
        RateLimit.Assess(100, 0, 0.01).MoreRequests.ShouldNotBeNull().ShouldBeInRange(277, 280);

    [Theory]
    [InlineData(5, 6, 0.01, 0.05)]
    [InlineData(-1, 0, 0.01, 0.05)]
    [InlineData(5, 1, 0, 0.05)]
    [InlineData(5, 1, double.NaN, 0.05)]
    [InlineData(5, 1, 0.01, 1)]
    public void Assess_what_cannot_be_is_refused(long requests, long failures, double limit, double alpha) =>
        Should.Throw<ArgumentOutOfRangeException>(() => RateLimit.Assess(requests, failures, limit, alpha));
}
