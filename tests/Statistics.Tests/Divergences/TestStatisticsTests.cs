using Modelwright.Statistics.Divergences;

namespace Modelwright.Statistics.Tests.Divergences;

public sealed class TestStatisticsTests
{
    [Fact]
    public void Homogeneity_of_two_shares_agrees()
    {
        // scipy 1.10.1, chi2_contingency without correction.
        var test = ChiSquare.Homogeneity([130, 370], [240, 260]);
        test.Statistic.ShouldBe(51.909051909, 1e-8);
        test.DegreesOfFreedom.ShouldBe(1);
        test.PValue.ShouldBe(5.8132e-13, 1e-16);
    }

    [Theory]
    [InlineData(0, .000434898, 1e-8)]
    [InlineData(1, .106647, 1e-5)]
    [InlineData(2, .314638, 1e-5)]
    [InlineData(5, .0402364, 1e-6)]
    public void Homogeneity_has_scipys_p_value(int index, double expected, double tolerance) =>
        ChiSquare.Homogeneity(GoldenCase.All[index].Reference, GoldenCase.All[index].Current).PValue.ShouldBe(expected, tolerance);

    [Fact]
    public void Homogeneity_of_a_single_bin_says_nothing() => ChiSquare.Homogeneity([10], [20]).PValue.ShouldBe(1);

    // scipy 1.10.1's kstwo.sf(D, n_eff); the asymptotic formula is within 2 %.
    [Theory]
    [InlineData(.308974359, 130, 48, .00182606)]
    [InlineData(.126195787, 300, 269, .0197788)]
    [InlineData(.078651685, 89, 89, .928506)]
    [InlineData(.048085752, 731, 365, .610)]
    public void KolmogorovSmirnov_p_value_is_near_scipys(double statistic, double m, double n, double expected) =>
        KolmogorovSmirnov.PValueOf(statistic, m * n / (m + n)).ShouldBe(expected, 0.02 * expected);

    // α = 0.01; scipy 1.10.1, ncx2.ppf.
    [Theory]
    [InlineData(100, 10_000, 10, 0.05, 0.321020)]
    [InlineData(500, 10_000, 10, 0.05, 0.129322)]
    [InlineData(10_000, 100_000, 10, 0.05, 0.062433)]
    [InlineData(100, 10_000, 10, 0.1, 0.407309)]
    [InlineData(500, 10_000, 10, 0.1, 0.198156)]
    [InlineData(1_000, 10_000, 10, 0.1, 0.164552)]
    [InlineData(1_000, 10_000, 20, 0.1, 0.176778)]
    [InlineData(10_000, 100_000, 10, 0.1, 0.116940)]
    [InlineData(100_000, 100_000, 10, 0.1, 0.106851)]
    [InlineData(100, 10_000, 10, 0.2, 0.562675)]
    [InlineData(1_000, 10_000, 10, 0.2, 0.284487)]
    public void Psi_threshold_agrees(long current, long reference, int bins, double tolerance, double expected) =>
        PsiThreshold.Of(reference, current, bins, tolerance).ShouldBe(expected, 1e-6);

    [Fact]
    public void Psi_p_value_at_the_threshold_is_alpha() =>
        PsiThreshold.PValue(PsiThreshold.Of(10_000, 500, 10, 0.1, 0.03), 10_000, 500, 10, 0.1).ShouldBe(0.03, 1e-9);

    // scipy 1.10.1: the δ at which ncx2.sf(n_eff·threshold, 9, n_eff·δ) is the power, by brentq.
    [Theory]
    [InlineData(500, 0.8, 0.21643631)]
    [InlineData(1_000, 0.8, 0.17886950)]
    [InlineData(500, 0.99, 0.28572104)]
    public void Detectable_psi_agrees(long rows, double power, double expected) =>
        PsiThreshold.Detectable(10_000, rows, 10, 0.1, 0.01, power).ShouldBe(expected, 1e-6);

    [Fact]
    public void Sparse_bins_are_joined_with_their_neighbours()
    {
        var (reference, current) = SparseBins.Join([100, 1, 1, 98, 0], [10, 0, 1, 9, 0], minExpected: 1);
        reference.ShouldBe([100, 100]);
        current.ShouldBe([10, 10]);
    }

    [Fact]
    public void Joining_leaves_one_bin_when_nothing_is_enough() => SparseBins.Join([1, 1], [1, 0], minExpected: 5).Reference.ShouldBe([2]);
}
