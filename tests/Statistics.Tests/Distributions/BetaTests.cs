using CsCheck;
using Modelwright.Statistics.Distributions;

namespace Modelwright.Statistics.Tests.Distributions;

/// <summary>Expected values: binomial sums in exact fractions.</summary>
public sealed class BetaTests
{
    [Theory]
    [InlineData(0.1, 3, 40, 0.8048923451730634)]
    [InlineData(0.5, 40, 26, 0.04084076697077003)]
    [InlineData(0.9, 50, 3, 0.09663328513725213)]
    [InlineData(0.01, 1, 500, 0.9934295169575854)]
    public void LowerRegularized_agrees(double x, double a, double b, double expected) =>
        Beta.LowerRegularized(x, a, b).ShouldBe(expected, 1e-12);

    [Fact]
    public void LowerRegularized_mirrors_and_grows() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0.5, 5_000], Gen.Double[0.5, 5_000]).Sample((x, a, b) =>
        {
            Beta.LowerRegularized(x, a, b).ShouldBe(1 - Beta.LowerRegularized(1 - x, b, a), 1e-9);
            Beta.LowerRegularized(x, a, b).ShouldBeLessThanOrEqualTo(Beta.LowerRegularized(Math.Min(1, x + 0.01), a, b) + 1e-9);
        });

    [Theory]
    [InlineData(0.5, 1e-9)]
    [InlineData(0.499_9, 1e-3)]
    public void LowerRegularized_of_large_counts_is_the_normal_distribution(double x, double tolerance) =>
        Beta.LowerRegularized(x, 1e6, 1e6).ShouldBe(Normal.Lower((x - 0.5) * Math.Sqrt(8e6)), tolerance);

    [Fact]
    public void LogLower_far_below_the_least_double_is_still_a_number() =>
        Beta.LogLower(1e-6, 100, 1).ShouldBe(100 * Math.Log(1e-6) - Math.Log(100), 1e-9);
}
