using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential;

public sealed class RateComparisonTests
{
    private static readonly RateComparisonOptions Plain = new();

    private static readonly RateInterval[] Batches = [new(500, 3, 9_500, 40), new(520, 6, 9_480, 38), new(1_010, 9, 8_990, 95)];

    /// <summary>Expected: the sum of the formula's terms in another program (24 alternatives from 1.15 to 16, equal weights).</summary>
    [Theory]
    [InlineData(1, -0.926126)]
    [InlineData(2, 0.755185)]
    [InlineData(3, -1.563846)]
    public void Assess_known_batches_give_known_evidence(int batches, double logHarm) =>
        RateComparison.Assess(Batches.Take(batches), Plain).LogHarm.ShouldBe(logHarm, 5e-7);

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
}
