using CsCheck;
using Modelwright.Statistics.Search.Spaces;

namespace Modelwright.Statistics.Tests.Search.Spaces;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-5, "0.00001")]
    [InlineData(1.25e-7, "0.000000125")]
    [InlineData(-3.5e-10, "-0.00000000035")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(1.5e21, "1.5e21")]
    [InlineData(4.9e-324, "5e-324")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Of_writes_what_people_and_shells_read(double value, string expected) => NumberText.Of(value).ShouldBe(expected);

    [Fact]
    public void Of_reads_back_as_the_same_number() => Gen.Double.Sample(value =>
        NumberText.TryParse(NumberText.Of(value), out var read) && (read == value || double.IsNaN(value)));

    [Fact]
    public void Rounded_keeps_ten_digits()
    {
        NumberText.Rounded(0.12345678949).ShouldBe(0.1234567895);
        NumberText.Rounded(123456789012345).ShouldBe(123456789000000);
        NumberText.Rounded(double.PositiveInfinity).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Rounding_never_leaves_the_range() =>
        Gen.Select(Gen.Double[-10, 10], Gen.Double[1e-12, 1], Gen.Double[0, 1]).Sample((min, width, part) =>
    {
        var parameter = new DoubleParameter("x", min, min + width);
        parameter.Problem(parameter.At(part)).ShouldBeNull();
    });
}
