using Modelwright.Statistics.Sequential;

namespace Modelwright.Statistics.Tests.Sequential;

public sealed class LogSpaceTests
{
    [Theory]
    [InlineData(1e-20, 1e-20)]
    [InlineData(1e-9, 9.999999995e-10)]
    [InlineData(1, 0.6931471805599453)]
    [InlineData(-0.5, -0.6931471805599453)]
    public void Log1P_agrees(double x, double expected) => LogSpace.Log1P(x).ShouldBe(expected, 1e-15 * Math.Abs(x));

    [Theory]
    [InlineData(-1, double.NegativeInfinity)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void Log1P_at_its_ends_is_infinite(double x, double expected) => LogSpace.Log1P(x).ShouldBe(expected);

    [Fact]
    public void LogMeanExp_of_what_would_overflow_is_a_number()
    {
        LogSpace.LogMeanExp([5_000, 5_000]).ShouldBe(5_000);
        LogSpace.LogMeanExp([5_000, -5_000]).ShouldBe(5_000 - Math.Log(2), 1e-9);
        LogSpace.LogMeanExp([-5_000, double.NegativeInfinity]).ShouldBe(-5_000 - Math.Log(2), 1e-9);
    }
}
