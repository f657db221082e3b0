using CsCheck;
using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential;

public sealed class DistributionDistanceTests
{
    private static readonly Gen<long[]> Counts = Gen.Long[0, 5_000].Array[5];

    /// <summary>Expected: the radius by the formula in another program.</summary>
    [Fact]
    public void Assess_equal_shares_are_bounded_by_the_radius()
    {
        var even = Enumerable.Repeat(1L, 10).ToArray();
        var assessed = DistributionDistance.Assess([.. even.Select(x => 100 * x)], [.. even.Select(x => 1_900 * x)], 0.1);
        (assessed.Distance, assessed.Lower).ShouldBe((0, 0));
        assessed.Upper.ShouldBe(0.06270477676338546, 1e-12);
        assessed.Outcome.ShouldBe(Outcome.NonInferior);
        DistributionDistance.Assess([150, 150], [350, 350], 0.1).Upper.ShouldBe(0.1198669358755212, 1e-12);
    }

    [Fact]
    public void Assess_flipped_classes_are_harmful_soon()
    {
        var flipped = DistributionDistance.Assess([60, 90], [2_700, 300], 0.1);
        flipped.Distance.ShouldBe(0.5, 1e-12);
        flipped.Lower.ShouldBe(0.32790234926021755, 1e-12);
        (flipped.Outcome, flipped.Psi > 1, flipped.MoreRows).ShouldBe((Outcome.Harmful, true, 0L));
    }

    [Fact]
    public void Assess_chance_in_small_counts_is_inconclusive_and_says_how_many_more()
    {
        var small = DistributionDistance.Assess([30, 20], [500, 500], 0.3);
        small.Outcome.ShouldBe(Outcome.Inconclusive);
        var more = small.MoreRows.ShouldNotBeNull();
        var grown = 1.02 * (1 + more / 50.0);
        DistributionDistance.Assess([(long)(30 * grown), (long)(20 * grown)], [(long)(500 * grown), (long)(500 * grown)], 0.3)
            .Outcome.ShouldBe(Outcome.NonInferior);
    }

    [Fact]
    public void Assess_distance_just_at_the_limit_never_ends() =>
        DistributionDistance.Assess([600, 400], [5_000, 5_000], 0.1).MoreRows.ShouldBeNull();

    [Theory]
    [InlineData(new long[] { 0, 0 }, new long[] { 5, 5 })]
    [InlineData(new long[] { 5, 5 }, new long[] { 0, 0 })]
    [InlineData(new long[0], new long[0])]
    public void Assess_without_rows_is_inconclusive(long[] first, long[] second)
    {
        var nothing = DistributionDistance.Assess(first, second, 0.1);
        (nothing.Outcome, nothing.Lower, nothing.Upper, nothing.MoreRows).ShouldBe((Outcome.Inconclusive, 0, 1, (long?)null));
    }

    /// <summary>Expected: the radius for all sets of ten categories, in another program.</summary>
    [Fact]
    public void Assess_lower_bound_pays_for_all_sets_of_categories()
    {
        long[] canary = [1_000, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        var assessed = DistributionDistance.Assess(canary, [.. canary.Select(x => 19 * x).Reverse()], 0.1);
        (assessed.Distance - assessed.Lower).ShouldBe(0.08675754178096026, 1e-12);
    }

    [Fact]
    public void Assess_sides_may_be_exchanged_and_categories_reordered() =>
        Gen.Select(Counts, Counts).Sample((first, second) =>
        {
            var forth = DistributionDistance.Assess(first, second, 0.1);
            var back = DistributionDistance.Assess([.. second.Reverse()], [.. first.Reverse()], 0.1);
            back.Distance.ShouldBe(forth.Distance, 1e-12);
            back.Lower.ShouldBe(forth.Lower, 1e-12);
            back.Upper.ShouldBe(forth.Upper, 1e-12);
            forth.Lower.ShouldBeLessThanOrEqualTo(forth.Distance);
            forth.Upper.ShouldBeGreaterThanOrEqualTo(forth.Distance);
        });

    [Fact]
    public void Assess_hundreds_of_categories_and_a_billion_rows_do_not_overflow()
    {
        var counts = Enumerable.Repeat(1_000_000_000L, 2_000).ToArray();
        var assessed = DistributionDistance.Assess(counts, counts, 0.1);
        (assessed.Outcome, assessed.Upper > 0).ShouldBe((Outcome.NonInferior, true));
    }

    [Fact]
    public void Assess_what_cannot_be_is_refused()
    {
        Should.Throw<ArgumentException>(() => DistributionDistance.Assess([1, 2], [1, 2, 3], 0.1)).Message.ShouldContain("2 categories");
        Should.Throw<ArgumentOutOfRangeException>(() => DistributionDistance.Assess([1, -2], [1, 2], 0.1));
        Should.Throw<ArgumentOutOfRangeException>(() => DistributionDistance.Assess([1, 2], [1, 2], 1));
        Should.Throw<ArgumentOutOfRangeException>(() => DistributionDistance.Assess([1, 2], [1, 2], 0.1, alpha: 0));
    }
}
