using CsCheck;
using Modelwright.Statistics.LogLinear;

namespace Modelwright.Statistics.Tests.LogLinear;

public sealed class LogLinearBinsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(-0.0, 0)]
    [InlineData(5e-324, 0)]
    [InlineData(9.536743164062499e-7, 0)]
    [InlineData(9.5367431640625e-7, 1)]
    [InlineData(-9.5367431640625e-7, -1)]
    [InlineData(0.001, 81)]
    [InlineData(0.01, 107)]
    [InlineData(0.1, 133)]
    [InlineData(0.5, 153)]
    [InlineData(0.93749, 159)]
    [InlineData(0.9375, 160)]
    [InlineData(0.97, 160)]
    [InlineData(1, 161)]
    [InlineData(1.124, 161)]
    [InlineData(1.125, 162)]
    [InlineData(2, 169)]
    [InlineData(10, 187)]
    [InlineData(100, 213)]
    [InlineData(1e6, 320)]
    [InlineData(1048575.9999999999, 320)]
    [InlineData(1048576, 321)]
    [InlineData(double.MaxValue, 321)]
    [InlineData(-1, -161)]
    [InlineData(-3.3, -174)]
    [InlineData(double.MinValue, -321)]
    public void IndexOf_number_is_its_bin(double value, int index) => LogLinearBins.IndexOf(value).ShouldBe(index);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void IndexOf_not_finite_is_refused(double value) =>
        Should.Throw<ArgumentOutOfRangeException>(() => LogLinearBins.IndexOf(value)).Message.ShouldContain("count NaN");

    [Theory]
    [InlineData(0, -9.5367431640625e-7, 9.5367431640625e-7)]
    [InlineData(160, 0.9375, 1)]
    [InlineData(161, 1, 1.125)]
    [InlineData(-161, -1.125, -1)]
    [InlineData(321, 1048576, double.PositiveInfinity)]
    [InlineData(-321, double.NegativeInfinity, -1048576)]
    public void Bounds_of_bin_are_its_ends(int index, double low, double high) => LogLinearBins.Bounds(index).ShouldBe((low, high));

    [Fact]
    public void Bounds_join_without_a_gap()
    {
        for (var index = -LogLinearBins.MaxIndex; index < LogLinearBins.MaxIndex; index++)
            LogLinearBins.Bounds(index).High.ShouldBe(LogLinearBins.Bounds(index + 1).Low);
        Should.Throw<ArgumentOutOfRangeException>(() => LogLinearBins.Bounds(LogLinearBins.MaxIndex + 1));
        Should.Throw<ArgumentOutOfRangeException>(() => LogLinearBins.Bounds(-LogLinearBins.MaxIndex - 1));
    }

    [Fact]
    public void IndexOf_any_number_lies_within_its_bounds_and_mirrors_its_sign() =>
        Finite.Sample(value =>
        {
            var index = LogLinearBins.IndexOf(value);
            var (low, high) = LogLinearBins.Bounds(index);
            (index < 0 ? low < value && value <= high : low <= value && value < high).ShouldBeTrue();
            LogLinearBins.IndexOf(-value).ShouldBe(-index);
        });

    [Fact]
    public void IndexOf_larger_number_is_no_smaller() =>
        Gen.Select(Finite, Finite).Sample((a, b) =>
            LogLinearBins.IndexOf(Math.Max(a, b)).ShouldBeGreaterThanOrEqualTo(LogLinearBins.IndexOf(Math.Min(a, b))));

    [Fact]
    public void IndexOf_single_precision_number_is_that_of_its_double() =>
        Gen.Float.Where(float.IsFinite).Sample(value => LogLinearBins.IndexOf(value).ShouldBe(LogLinearBins.IndexOf((double)value)));

    // Uniform bits are nearly all beyond the grid; most numbers of models are near 1.
    private static readonly Gen<double> Finite = Gen.OneOf(
        Gen.Double.Where(double.IsFinite), Gen.Double[-2, 2], Gen.Double[-1e-5, 1e-5], Gen.Double[-2e6, 2e6]);
}
