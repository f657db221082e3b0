using CsCheck;
using Modelwright.Statistics.Divergences;

namespace Modelwright.Statistics.Tests.Divergences;

public sealed class DivergenceTests
{
    private const double Digits = 1e-9;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, GoldenCase.All.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Distances_of_real_data_agree(int index)
    {
        var golden = GoldenCase.All[index];
        Divergence.Psi(golden.Reference, golden.Current).ShouldBe(golden.Psi, Digits, golden.Name);
        Divergence.JensenShannonDistance(golden.Reference, golden.Current).ShouldBe(golden.JensenShannon, Digits, golden.Name);
        Divergence.TotalVariation(golden.Reference, golden.Current).ShouldBe(golden.TotalVariation, Digits, golden.Name);
        Divergence.Hellinger(golden.Reference, golden.Current).ShouldBe(golden.Hellinger, Digits, golden.Name);
        Divergence.Maximum(golden.Reference, golden.Current).ShouldBe(golden.Maximum, Digits, golden.Name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Threshold_of_real_data_agrees(int index)
    {
        var golden = GoldenCase.All[index];
        PsiThreshold.Of(golden.Reference.Sum(), golden.Current.Sum(), golden.Reference.Length, 0.1)
            .ShouldBe(golden.Threshold, 1e-6, golden.Name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ChiSquare_of_real_data_agrees(int index)
    {
        var golden = GoldenCase.All[index];
        ChiSquare.Homogeneity(golden.Reference, golden.Current).Statistic.ShouldBe(golden.ChiSquare, 1e-9 * golden.ChiSquare, golden.Name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void KolmogorovSmirnov_of_bins_encloses_that_of_the_raw_values(int index)
    {
        var golden = GoldenCase.All[index];
        var test = KolmogorovSmirnov.FromBins(golden.Reference, golden.Current);
        golden.RawKolmogorovSmirnov.ShouldBeInRange(test.Statistic - Digits, test.UpperBound + Digits, golden.Name);
    }

    [Fact]
    public void JensenShannonDistance_has_the_natural_one_at_root_ln_2() =>
        (Divergence.JensenShannonDistance(GoldenCase.All[0].Reference, GoldenCase.All[0].Current) * Math.Sqrt(Math.Log(2)))
            .ShouldBe(.370148030, Digits);

    [Fact]
    public void Evidently_fixture_agrees()
    {
        // Counts of Evidently's χ² fixture; values by scipy 1.10.1.
        long[] reference = [16, 18, 16, 14, 12, 12], current = [16, 16, 16, 16, 16, 8];
        var test = ChiSquare.Homogeneity(reference, current);
        test.Statistic.ShouldBe(1.622408964, Digits);
        test.PValue.ShouldBe(.898526239, Digits);
        Divergence.TotalVariation(reference, current).ShouldBe(.068181818, Digits);
        Divergence.Hellinger(reference, current).ShouldBe(.068127744, Digits);
        Divergence.JensenShannonDistance(reference, current).ShouldBe(.081734213, Digits);
    }

    [Fact]
    public void Distances_are_symmetric_zero_on_equal_shares_and_bounded() =>
        Gen.Select(Gen.Long[0, 1000].Array[6], Gen.Long[0, 1000].Array[6])
        .Where(pair => pair.Item1.Sum() > 0 && pair.Item2.Sum() > 0).Sample((left, right) =>
        {
            Divergence.Psi(left, right).ShouldBeGreaterThanOrEqualTo(0);
            Divergence.JensenShannonDistance(left, right).ShouldBeInRange(0, 1 + 1e-12);
            Divergence.Hellinger(left, right).ShouldBeInRange(0, 1 + 1e-12);
            Divergence.TotalVariation(left, right).ShouldBeInRange(Divergence.Maximum(left, right) - 1e-12, 1 + 1e-12);
            Divergence.Psi(left, right).ShouldBe(Divergence.Psi(right, left), 1e-9);
            Divergence.JensenShannonDistance(left, right).ShouldBe(Divergence.JensenShannonDistance(right, left), 1e-9);
            var twice = left.Select(count => count * 2).ToArray();
            Divergence.TotalVariation(left, twice).ShouldBe(0, 1e-12);
            Divergence.Hellinger(left, twice).ShouldBe(0, 1e-7);
        });

    [Fact]
    public void Bins_empty_on_both_sides_change_nothing()
    {
        long[] reference = [5, 10, 20], current = [8, 8, 8], wideReference = [5, 0, 10, 20, 0], wideCurrent = [8, 0, 8, 8, 0];
        Divergence.Psi(wideReference, wideCurrent).ShouldBe(Divergence.Psi(reference, current));
        ChiSquare.Homogeneity(wideReference, wideCurrent).ShouldBe(ChiSquare.Homogeneity(reference, current));
    }

    [Fact]
    public void Samples_that_cannot_be_compared_are_refused()
    {
        Should.Throw<ArgumentException>(() => Divergence.Psi([1, 2], [1])).Message.ShouldContain("2 bins");
        Should.Throw<ArgumentException>(() => Divergence.Psi([0, 0], [1, 2])).Message.ShouldContain("no rows");
        Should.Throw<ArgumentException>(() => Divergence.Psi([1, -1], [1, 2])).Message.ShouldContain("negative");
    }
}
