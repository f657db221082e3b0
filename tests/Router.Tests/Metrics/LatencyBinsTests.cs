using CsCheck;
using Modelwright.Router.Metrics;

namespace Modelwright.Router.Tests.Metrics;

public sealed class LatencyBinsTests
{
    /// <summary>Anybody who reads the counters computes with these, so they never change.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1_000, 0)]
    [InlineData(1_001, 1)]
    [InlineData(1_090, 1)]
    [InlineData(1_091, 2)]
    [InlineData(2_000, 8)]
    [InlineData(2_001, 9)]
    [InlineData(10_000, 27)]
    [InlineData(100_000, 54)]
    [InlineData(10_000_000, 107)]
    [InlineData(1_923_076_000, 167)]
    [InlineData(1_930_000_000, 168)]
    [InlineData(long.MaxValue, 168)]
    public void Bins_are_the_documented_ones(long ticks, int bin) => LatencyBins.Of(new TimeSpan(ticks)).ShouldBe(bin);

    [Fact]
    public void Every_duration_is_within_its_bins_bounds() => Gen.Long[0, 3_000_000_000].Sample(ticks =>
    {
        var bin = LatencyBins.Of(new TimeSpan(ticks));
        if (bin > 0) ((double)ticks).ShouldBeGreaterThan(1_000 * Math.Pow(2, (bin - 1) / 8.0));
        if (bin < LatencyBins.Count - 1) ((double)ticks).ShouldBeLessThanOrEqualTo(1_000 * Math.Pow(2, bin / 8.0));
    });
}
