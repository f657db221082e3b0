using CsCheck;
using Modelwright.Statistics.Profiles;
using Modelwright.Statistics.Tests.Divergences;

namespace Modelwright.Statistics.Tests.Profiles;

public sealed class QuantileBinsTests
{
    [Fact]
    public void Wine_alcohol_is_counted_as_numpy_counts_it() =>
        CountsOf(RealData.Wine("alcohol")[..130], RealData.Wine("alcohol")[130..], GoldenCase.All[0]);

    [Fact]
    public void Breast_cancer_radius_is_counted_as_numpy_counts_it() =>
        CountsOf(RealData.MeanRadius()[..300], RealData.MeanRadius()[300..], GoldenCase.All[1]);

    [Fact]
    public void Wine_proline_is_counted_as_numpy_counts_it()
    {
        var proline = RealData.Wine("proline");
        CountsOf([.. proline.Where((_, row) => row % 2 == 0)], [.. proline.Where((_, row) => row % 2 == 1)], GoldenCase.All[2]);
    }

    [Fact]
    public void Zero_inflated_precipitation_is_counted_as_numpy_counts_it()
    {
        QuantileBins.Edges(Sorted(RealData.Precipitation("2012", "2013")), 10).ShouldBe([0, 0.5, 1.8, 4.1, 9.1], 1e-9);
        CountsOf(RealData.Precipitation("2012", "2013"), RealData.Precipitation("2014"), GoldenCase.All[5]);
    }

    [Fact]
    public void A_frequent_value_has_a_bin_to_itself()
    {
        // 3 holds 40 of 100 values; the rest lies around it.
        double[] values =
        [
            .. Enumerable.Range(0, 30).Select(i => i / 10.0),
            .. Enumerable.Repeat(3.0, 40),
            .. Enumerable.Range(0, 30).Select(i => 3.1 + i / 10.0),
        ];
        var edges = QuantileBins.Edges(Sorted(values), 10);
        var atom = QuantileBins.IndexOf(edges, 3);
        QuantileBins.Count(edges, values)[atom].ShouldBe(40);
        QuantileBins.IndexOf(edges, 2.9).ShouldBeLessThan(atom);
        QuantileBins.IndexOf(edges, 3.1).ShouldBeGreaterThan(atom);
    }

    [Fact]
    public void A_constant_is_told_from_anything_else()
    {
        var edges = QuantileBins.Edges([5, 5, 5], 10);
        QuantileBins.Count(edges, [5, 5, 5]).ShouldBe([0, 3, 0]);
        QuantileBins.Count(edges, [4.999, 5.001, 5]).ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void Edges_increase_and_bins_hold_every_value() =>
        Gen.Double[-5, 5].Select(value => Math.Round(value, 1)).Array[1, 300].Sample(values =>
    {
        var edges = QuantileBins.Edges(Sorted(values), 10);
        edges.ShouldBe(edges.Distinct().Order());
        var counts = QuantileBins.Count(edges, values);
        counts.Sum().ShouldBe(values.Length);
        foreach (var heavy in values.GroupBy(value => value)
            .Where(group => group.Count() * 10 > values.Length && group.Key != values.Min()))
            counts[QuantileBins.IndexOf(edges, heavy.Key)].ShouldBe(heavy.Count());
    });

    [Fact]
    public void A_value_equal_to_an_edge_belongs_to_the_bin_below_it()
    {
        QuantileBins.IndexOf([1, 2], 1).ShouldBe(0);
        QuantileBins.IndexOf([1, 2], 2).ShouldBe(1);
        QuantileBins.IndexOf([1, 2], 2.1).ShouldBe(2);
    }

    // numpy 1.24.2, quantile of [1, 2, 4, 8, 16], default method (type 7).
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1, 1.4)]
    [InlineData(0.33, 2.64)]
    [InlineData(0.5, 4)]
    [InlineData(0.9, 12.8)]
    [InlineData(1, 16)]
    public void Quantiles_are_of_type_7(double probability, double expected) =>
        Quantiles.OfSorted([1, 2, 4, 8, 16], probability).ShouldBe(expected, 1e-12);

    [Fact]
    public void Quantiles_of_the_widest_range_are_finite() => Quantiles.OfSorted([double.MinValue, double.MaxValue], 0.5).ShouldBe(0);

    private static void CountsOf(double[] reference, double[] current, GoldenCase golden)
    {
        var edges = QuantileBins.Edges(Sorted(reference), 10);
        QuantileBins.Count(edges, reference).ShouldBe(golden.Reference);
        QuantileBins.Count(edges, current).ShouldBe(golden.Current);
    }

    private static double[] Sorted(double[] values) => [.. values.Order()];
}
