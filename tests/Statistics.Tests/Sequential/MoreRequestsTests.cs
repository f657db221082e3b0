using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential;

public sealed class MoreRequestsTests
{
    [Fact]
    public void Assess_failures_at_unchanged_rates_lead_to_a_verdict_after_that_many()
    {
        RateInterval[] soFar = [new(1_000, 10, 9_000, 90)];
        var more = RateComparison.Assess(soFar, new()).MoreRequests.ShouldNotBeNull();
        more.ShouldBeInRange(1_000, 20_000);
        RateComparison.Decide([.. soFar, Like(more * 102 / 100)], new()).ShouldBe(Outcome.NonInferior);
        RateComparison.Decide([.. soFar, Like(more * 9 / 10)], new()).ShouldBe(Outcome.Inconclusive);

        static RateInterval Like(long requests) => new(requests, requests / 100, 9 * requests, 9 * requests / 100);
    }

    [Fact]
    public void Assess_split_of_the_last_stretch_counts_for_what_is_to_come()
    {
        var few = RateComparison.Assess([new(1_000, 10, 9_000, 90), new(1, 0, 19, 0)], new()).MoreRequests;
        var many = RateComparison.Assess([new(1_000, 10, 9_000, 90), new(1, 0, 1, 0)], new()).MoreRequests;
        few.ShouldNotBeNull().ShouldBeLessThan(many.ShouldNotBeNull());
    }

    [Fact]
    public void Assess_no_failures_without_a_limit_lead_nowhere() =>
        RateComparison.Assess([new(1_000, 0, 9_000, 0)], new()).MoreRequests.ShouldBeNull();

    [Fact]
    public void Assess_no_failures_with_a_limit_lead_to_the_limit() =>
        RateComparison.Assess([new(100, 0, 900, 0)], new() { AbsoluteLimit = 0.01 }).MoreRequests
            .ShouldNotBeNull().ShouldBeInRange(355, 360);

    [Fact]
    public void Assess_no_requests_of_the_canary_say_nothing() =>
        RateComparison.Assess([new(0, 0, 900, 9)], new() { AbsoluteLimit = 0.01 }).MoreRequests.ShouldBeNull();

    [Fact]
    public void Assess_verdict_needs_no_more() =>
        RateComparison.Assess([new(1_000, 100, 9_000, 90)], new()).MoreRequests.ShouldBe(0);
}
