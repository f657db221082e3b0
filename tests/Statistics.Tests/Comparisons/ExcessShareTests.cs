using CsCheck;
using Modelwright.Statistics.Comparisons;
using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Tests.Comparisons;

public sealed class ExcessShareTests
{
    [Fact]
    public void Test_limit_is_the_tolerance_or_twice_the_reference()
    {
        ExcessShare.Test(0, 9_999, 0, 100, 0.01).Limit.ShouldBe(0.01005, 1e-9);
        ExcessShare.Test(1_000, 10_000, 10, 100, 0.01).Limit.ShouldBe(0.20008, 1e-5);
    }

    [Fact]
    public void Test_many_missing_values_are_surely_too_many()
    {
        var found = ExcessShare.Test(20, 10_000, 31, 100, 0.01);
        (found.Share, found.Reference).ShouldBe((0.31, 0.002));
        found.PValue.ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void Test_p_value_is_the_binomial_tail_where_the_reference_is_large()
    {
        // P(X ≥ 5), X ~ Bin(100, 0.01005): 1 − Σ of the first five terms, by their recurrence.
        var (limit, term, below) = (0.01005, Math.Pow(1 - 0.01005, 100), 0.0);
        for (var x = 0; x < 5; x++)
        {
            below += term;
            term *= limit / (1 - limit) * (100 - x) / (x + 1);
        }

        ExcessShare.Test(0, 9_999, 5, 100, 0.01).PValue.ShouldBe(1 - below, 1e-9);
    }

    [Fact]
    public void Test_a_small_reference_excuses_more() =>
        ExcessShare.Test(0, 20, 4, 100, 0.01).PValue.ShouldBeGreaterThan(ExcessShare.Test(0, 20_000, 4, 100, 0.01).PValue);

    [Fact]
    public void Test_p_value_falls_with_bad_values_and_is_a_chance() =>
        Gen.Select(Gen.Long[0, 50], Gen.Long[50, 20_000], Gen.Long[10, 5_000]).Sample((referenceBad, referenceRows, rows) =>
        {
            var before = 1.0;
            for (var bad = 0L; bad <= Math.Min(rows, 20); bad++)
            {
                var found = ExcessShare.Test(referenceBad, referenceRows, bad, rows, 0.01).PValue;
                found.ShouldBeInRange(0, before + 1e-12);
                before = found;
            }
        });

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    public void Test_a_tolerable_share_is_found_too_high_no_more_often_than_said(double truth)
    {
        var random = RandomStream.Of(11, (ulong)(truth * 1_000));
        var found = 0;
        for (var window = 0; window < 5_000; window++)
        {
            var bad = 0L;
            for (var row = 0; row < 300; row++) bad += random.NextUnit() < truth ? 1 : 0;
            found += ExcessShare.Test(0, 10_000, bad, 300, 0.01).PValue < 0.01 ? 1 : 0;
        }

        (found / 5_000.0).ShouldBeLessThan(0.013);
    }

    [Fact]
    public void Test_counts_that_cannot_be_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ExcessShare.Test(0, 0, 0, 1, 0.01));
        Should.Throw<ArgumentOutOfRangeException>(() => ExcessShare.Test(0, 1, 2, 1, 0.01));
    }
}
