using Modelwright.Statistics.Distributions;

namespace Modelwright.Statistics.Tests.Distributions;

public sealed class NoncentralChiSquareTests
{
    // scipy 1.10.1, stats.ncx2.ppf (chi2.ppf for λ = 0).
    [Theory]
    [InlineData(0.01, 1, 0.5, 0.00025899171085)]
    [InlineData(0.5, 1, 0.5, 0.732176837634)]
    [InlineData(0.99, 1, 0.5, 9.2225566853)]
    [InlineData(0.01, 4, 3, 0.61555678322)]
    [InlineData(0.5, 4, 3, 6.12676152192)]
    [InlineData(0.99, 4, 3, 20.9499098033)]
    [InlineData(0.01, 9, 0, 2.08790073587)]
    [InlineData(0.99, 9, 0, 21.665994333)]
    [InlineData(0.99, 9, 50, 97.507489510)]
    [InlineData(0.99, 9, 100, 160.809361955)]
    [InlineData(0.01, 9, 100, 65.8997253075)]
    [InlineData(0.01, 19, 1_000, 875.606512925)]
    [InlineData(0.99, 5, 20_000, 20667.4351901)]
    [InlineData(0.5, 9, 150_000, 150008.000009)]
    [InlineData(0.99, 9, 150_000, 151815.417196)]
    public void Quantile_agrees(double probability, double df, double noncentrality, double expected) =>
        NoncentralChiSquare.Quantile(probability, df, noncentrality).ShouldBe(expected, 1e-8 * expected);

    [Theory]
    [InlineData(0.01, 995360.706835)]
    [InlineData(0.99, 1004666.11694)]
    public void Quantile_is_approximated_for_a_very_large_noncentrality(double probability, double expected) =>
        NoncentralChiSquare.Quantile(probability, 9, 1e6).ShouldBe(expected, 1e-6 * expected);

    [Fact]
    public void Tails_sum_to_one()
    {
        foreach (var noncentrality in new[] { 0.0, 1, 40, 5_000, 300_000 })
            foreach (var x in new[] { 0.0, 3, 60, 5_010, 300_500 })
                (NoncentralChiSquare.Lower(x, 9, noncentrality) + NoncentralChiSquare.Upper(x, 9, noncentrality)).ShouldBe(1, 1e-10);
    }
}
