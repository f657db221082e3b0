using CsCheck;
using Modelwright.Statistics.Multiplicity;
using Modelwright.Statistics.Randomness;

namespace Modelwright.Statistics.Tests.Multiplicity;

public sealed class BenjaminiHochbergTests
{
    // The example of the paper (table 1 of Benjamini and Hochberg 1995): at 0.05 it keeps the first four.
    private static readonly double[] Published =
        [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.0];

    [Fact]
    public void Adjust_published_example_keeps_four()
    {
        var adjusted = BenjaminiHochberg.Adjust(Published);
        adjusted.Count(p => p <= 0.05).ShouldBe(4);
        adjusted[0].ShouldBe(.0015, 1e-12);
        adjusted[1].ShouldBe(.003, 1e-12);
        adjusted[3].ShouldBe(.035625, 1e-12);
        adjusted[4].ShouldBe(.0603, 1e-12);
        adjusted[14].ShouldBe(1);
    }

    [Fact]
    public void Adjust_any_values_is_never_smaller_keeps_the_order_and_the_places() =>
        Gen.Double[0, 1].Array[1, 40].Sample(values =>
        {
            var adjusted = BenjaminiHochberg.Adjust(values);
            for (var i = 0; i < values.Length; i++)
            {
                adjusted[i].ShouldBeInRange(values[i] - 1e-12, Math.Min(1, values[i] * values.Length) + 1e-12);
                for (var j = 0; j < values.Length; j++)
                    if (values[i] <= values[j]) adjusted[i].ShouldBeLessThanOrEqualTo(adjusted[j]);
            }
        });

    [Fact]
    public void Adjust_nothing_to_find_finds_something_once_in_a_hundred()
    {
        var random = RandomStream.Of(7, 8);
        var found = 0;
        for (var window = 0; window < 4_000; window++)
            found += BenjaminiHochberg.Adjust([.. Enumerable.Range(0, 50).Select(_ => random.NextUnit())]).Min() <= 0.01 ? 1 : 0;
        (found / 4_000.0).ShouldBeInRange(0.005, 0.016);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void Adjust_what_is_no_p_value_is_refused(double value) =>
        Should.Throw<ArgumentOutOfRangeException>(() => BenjaminiHochberg.Adjust([value]));
}
