using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Tests.Sequential.Simulation;

public sealed class PoissonDrawTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(3_000)]
    public void Draws_have_the_mean_and_variance_of_a_poisson_variable(double mean)
    {
        const int draws = 20_000;
        var random = RandomStream.Of(5, 0);
        var values = Enumerable.Range(0, draws).Select(_ => (double)PoissonDraw.Of(mean, random)).ToArray();
        var average = values.Average();
        average.ShouldBe(mean, 5 * Math.Sqrt(mean / draws));
        values.Average(value => (value - average) * (value - average)).ShouldBe(mean, mean * 5 * Math.Sqrt((2 + 1 / mean) / draws));
    }
}
