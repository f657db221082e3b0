using Modelwright.Statistics.Search.Spaces;
using Modelwright.Statistics.Search.Tpe;

namespace Modelwright.Statistics.Tests.Search.Tpe;

/// <summary>
/// Expected log densities: an estimator written apart in Python with numpy 1.24.2 and scipy 1.10.1 (truncnorm, logsumexp), after the
/// formulas of Optuna's
/// samplers/_tpe.
/// </summary>
public sealed class ParzenEstimatorTests
{
    private static readonly DoubleParameter Linear = new("x", 0, 10);
    private static readonly CategoricalParameter Colour = new("c", ["red", "green", "blue"]);

    [Theory]
    [InlineData(0, -2.19157701666)]
    [InlineData(2.55, -1.85428085083)]
    [InlineData(5, -2.40145003383)]
    [InlineData(9.9, -3.38711793667)]
    public void Real_number_agrees(double x, double expected) =>
        Estimator(Linear, "1", "2.5", "2.6", "7").LogDensity([x]).ShouldBe(expected, 1e-9);

    [Theory]
    [InlineData(1e-5, -3.00031491731)]
    [InlineData(2.5e-3, -1.90250050982)]
    [InlineData(1e-1, -2.48215684423)]
    public void Real_number_on_a_log_scale_agrees(double x, double expected) =>
        Estimator(new DoubleParameter("x", 1e-5, 1e-1, Scale.Log), "0.0001", "0.002", "0.003", "0.05").LogDensity([Math.Log(x)])
            .ShouldBe(expected, 1e-9);

    [Theory]
    [InlineData(2, -1.37691925804)]
    [InlineData(4, -1.3331777141)]
    [InlineData(8, -2.14922985055)]
    [InlineData(12, -2.40846582376)]
    public void Integer_with_a_step_agrees(double x, double expected) =>
        Estimator(new IntParameter("x", 2, 12, 2), "2", "4", "4", "12").LogDensity([x]).ShouldBe(expected, 1e-9);

    [Fact]
    public void Probabilities_of_an_integer_sum_to_one()
    {
        var estimator = Estimator(new IntParameter("x", 2, 12, 2), "2", "4", "4", "12");
        Enumerable.Range(1, 6).Sum(i => Math.Exp(estimator.LogDensity([2 * i]))).ShouldBe(1, 1e-9);
    }

    [Theory]
    [InlineData(1, -1.97251355784)]
    [InlineData(30, -1.97507618091)]
    [InlineData(1000, -2.384799071)]
    public void Integer_on_a_log_scale_agrees(double x, double expected) =>
        Estimator(new IntParameter("x", 1, 1000, 1, Scale.Log), "1", "10", "500").LogDensity([Math.Log(x)]).ShouldBe(expected, 1e-9);

    [Theory]
    [InlineData(0, -0.741937344729)]
    [InlineData(1, -1.6582280766)]
    [InlineData(2, -1.09861228867)]
    public void Categories_agree(double category, double expected) =>
        Estimator(Colour, "red", "red", "blue").LogDensity([category]).ShouldBe(expected, 1e-9);

    [Theory]
    [InlineData(2.5, 0, -2.46843759236)]
    [InlineData(2.5, 2, -3.65091768366)]
    [InlineData(9, 1, -4.66066485861)]
    public void Parameters_modelled_together_agree(double x, double category, double expected)
    {
        string[] xs = ["1", "2.5", "2.6", "7"], colours = ["red", "red", "green", "blue"];
        var trials = xs.Zip(colours).Select((pair, i) => Trials.Some(i + 1, ("x", pair.First), ("c", pair.Second))).ToList();
        new ParzenEstimator(new([Linear, Colour]), trials).LogDensity([x, category]).ShouldBe(expected, 1e-9);
    }

    [Theory]
    [InlineData(0.3, -2.46594315069)]
    [InlineData(5, -2.30628205712)]
    [InlineData(9.99, -3.08272796509)]
    public void Older_observations_weigh_less(double x, double expected) =>
        Estimator(Linear, [.. Enumerable.Range(0, 40).Select(i => NumberText.Of(i * 7 % 40 / 4.0))]).LogDensity([x])
            .ShouldBe(expected, 1e-9);

    [Fact]
    public void Without_observations_there_is_the_prior() => Estimator(Linear).LogDensity([3]).ShouldBe(-2.2816072925, 1e-9);

    [Fact]
    public void Widths_are_gaps_that_are_clipped()
    {
        var domain = NumericDomain.Of(Linear);
        KernelWidths.ByGaps(domain, [1, 2.5, 2.6, 7]).ShouldBe([10 / 6.0, 10 / 6.0, 2.4, 2], 1e-12);
        KernelWidths.ByGaps(domain, [3]).ShouldBe([10 / 3.0], 1e-12);
    }

    [Fact]
    public void Weights_are_a_ramp_for_what_is_older_than_25_trials()
    {
        ObservationWeights.Of(24).ShouldAllBe(weight => weight == 1);
        ObservationWeights.Of(26)[..2].ShouldBe([1 / 26.0, 1]);
        ObservationWeights.Of(40)[..3].ShouldBe([0.025, 0.09464285714285714, 0.16428571428571428], 1e-12);
    }

    [Fact]
    public void Density_integrates_to_one_and_draws_follow_it()
    {
        var estimator = Estimator(Linear, "1", "2.5", "2.6", "7");
        var random = Modelwright.Statistics.Randomness.RandomStream.Of(9, 0);
        var draws = Enumerable.Range(0, 40_000).Select(_ => estimator.Draw(random)[0]).ToList();
        var total = 0.0;
        for (var cell = 0; cell < 10; cell++)
        {
            var mass = Enumerable.Range(0, 100).Sum(i => Math.Exp(estimator.LogDensity([cell + (i + 0.5) / 100])) / 100);
            total += mass;
            (draws.Count(draw => Math.Floor(draw) == cell) / 40_000.0).ShouldBe(mass, 0.012);
        }
        total.ShouldBe(1, 1e-4);
    }

    private static ParzenEstimator Estimator(Parameter parameter, params string[] values) =>
        new(new([parameter]), [.. values.Select((value, i) => Trials.Some(i + 1, (parameter.Name, value)))]);
}
