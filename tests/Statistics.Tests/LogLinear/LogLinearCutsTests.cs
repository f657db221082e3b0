using CsCheck;
using Modelwright.Statistics.LogLinear;

namespace Modelwright.Statistics.Tests.LogLinear;

public sealed class LogLinearCutsTests
{
    [Fact]
    public void AtQuantiles_even_counts_are_cut_into_tenths()
    {
        var counts = Enumerable.Range(1, 20).Select(index => KeyValuePair.Create(index, 5L)).ToList();
        var cuts = LogLinearCuts.AtQuantiles(counts);
        cuts.Cuts.ShouldBe([2, 4, 6, 8, 10, 12, 14, 16, 18]);
        cuts.Coarsen(counts).ShouldBe(Enumerable.Repeat(10L, 10));
    }

    [Fact]
    public void AtQuantiles_frequent_value_stands_alone()
    {
        Dictionary<int, long> counts = new() { [-5] = 2, [0] = 90, [3] = 4, [9] = 4 };
        var cuts = LogLinearCuts.AtQuantiles(counts);
        cuts.Cuts.ShouldBe([-1, 0]);
        cuts.Coarsen(counts).ShouldBe([2, 90, 8]);
    }

    [Fact]
    public void AtQuantiles_constant_has_a_bin_on_either_side()
    {
        var cuts = LogLinearCuts.AtQuantiles([new(161, 1_000)]);
        cuts.Coarsen([new(160, 7), new(161, 900), new(300, 3)]).ShouldBe([7, 900, 3]);
    }

    [Fact]
    public void AtQuantiles_last_fine_bins_leave_no_bin_beyond_them()
    {
        LogLinearCuts.AtQuantiles([new(LogLinearBins.MaxIndex, 5)]).Cuts.ShouldBe([LogLinearBins.MaxIndex - 1]);
        LogLinearCuts.AtQuantiles([new(-LogLinearBins.MaxIndex, 5)]).Cuts.ShouldBe([-LogLinearBins.MaxIndex]);
    }

    [Fact]
    public void AtQuantiles_without_rows_is_one_bin()
    {
        var cuts = LogLinearCuts.AtQuantiles([new(4, 0)]);
        cuts.Bins.ShouldBe(1);
        cuts.Coarsen([new(-3, 2), new(100, 5)]).ShouldBe([7]);
    }

    [Fact]
    public void AtQuantiles_counts_of_pods_in_any_order_give_the_same_cuts() =>
        Gen.Select(Counts, Gen.Int[0, 1_000]).Sample((counts, seed) =>
        {
            var split = counts
                .SelectMany(pair => new long[] { pair.Value / 3, pair.Value - pair.Value / 3 },
                    (pair, rows) => KeyValuePair.Create(pair.Key, rows))
                .OrderBy(pair => (pair.Key * 7919 + seed) % 101);
            LogLinearCuts.AtQuantiles(split).Cuts.ShouldBe(LogLinearCuts.AtQuantiles(counts).Cuts);
        });

    [Fact]
    public void Coarsen_keeps_every_row_and_no_bin_of_many_values_holds_far_more_than_its_share() =>
        Counts.Sample(counts =>
        {
            var cuts = LogLinearCuts.AtQuantiles(counts);
            cuts.Cuts.ShouldBe(cuts.Cuts.Distinct().Order());
            cuts.Bins.ShouldBeLessThanOrEqualTo(30);
            var (wide, total) = (cuts.Coarsen(counts), counts.Values.Sum());
            wide.Sum().ShouldBe(total);
            var widest = counts.Values.Append(0).Max();
            wide.ShouldAllBe(rows => rows * 10 <= total || rows <= widest + total / 10);
        });

    [Theory]
    [InlineData(322, 1)]
    [InlineData(-322, 1)]
    [InlineData(0, -1)]
    public void Coarsen_impossible_count_is_refused(int index, long rows)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new LogLinearCuts([0]).Coarsen([new(index, rows)]));
        Should.Throw<ArgumentOutOfRangeException>(() => LogLinearCuts.AtQuantiles([new(index, rows)]));
    }

    [Fact]
    public void AtQuantiles_huge_counts_do_not_overflow() =>
        LogLinearCuts.AtQuantiles([new(1, long.MaxValue), new(2, long.MaxValue)]).Cuts.ShouldBe([0, 1, 2]);

    private static readonly Gen<Dictionary<int, long>> Counts = Gen.Dictionary(Gen.Int[-321, 321], Gen.Long[0, 1_000])[0, 60];
}
