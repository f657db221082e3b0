using Modelwright.Statistics.Distributions;
using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Tests.Distributions;

public sealed class NormalTests
{
    // scipy 1.10.1, stats.norm.cdf.
    [Theory]
    [InlineData(-30, 4.90671392714791e-198)]
    [InlineData(-8, 6.22096057427174e-16)]
    [InlineData(-7.08, 7.20772308646747e-13)]
    [InlineData(-7.07, 7.74668486563645e-13)]
    [InlineData(-5, 2.86651571879193e-07)]
    [InlineData(-1.96, 0.0249978951482204)]
    [InlineData(-0.3, 0.382088577811047)]
    [InlineData(0, 0.5)]
    [InlineData(0.7, 0.758036347776927)]
    [InlineData(2.5, 0.993790334674224)]
    [InlineData(6, 0.999999999013412)]
    public void Lower_agrees(double z, double expected) => Normal.Lower(z).ShouldBe(expected, Math.Min(1e-15, 1e-7 * expected));

    [Fact]
    public void Lower_ends_at_zero_and_one()
    {
        Normal.Lower(double.NegativeInfinity).ShouldBe(0);
        Normal.Lower(double.PositiveInfinity).ShouldBe(1);
        Normal.Lower(double.NaN).ShouldBe(double.NaN);
    }

    [Fact]
    public void Between_does_not_cancel_in_the_upper_tail() =>
        Normal.Between(8, 8.1).ShouldBe(Normal.Between(-8.1, -8), 1e-30);

    [Fact]
    public void Draws_have_mean_zero_and_variance_one()
    {
        var random = RandomStream.Of(6, 0);
        var draws = Enumerable.Range(0, 50_000).Select(_ => Normal.Draw(random)).ToList();
        draws.Average().ShouldBe(0, 0.015);
        draws.Average(draw => draw * draw).ShouldBe(1, 0.02);
        draws.Count(draw => draw < -1.96).ShouldBeInRange(1_130, 1_370);
    }
}
