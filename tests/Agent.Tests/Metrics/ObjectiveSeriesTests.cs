using CsCheck;
using Modelwright.Agent.Metrics;

namespace Modelwright.Agent.Tests.Metrics;

public sealed class ObjectiveSeriesTests
{
    private static readonly Gen<double> Values = Gen.OneOf(Gen.Double[-10, 10], Gen.Const(double.NaN), Gen.Const(double.NegativeInfinity));

    [Fact]
    public void Points_first_last_and_best_are_always_there_and_steps_rise() =>
        Gen.Select(Gen.Select(Gen.Long[0, 300], Values).Array[1, 400], Gen.Int[2, 50], Gen.Int[3, 60], Gen.Bool).Sample(
            (points, capacity, max, maximize) =>
            {
                var series = new ObjectiveSeries(capacity, maximize, new Random(1));
                foreach (var (step, value) in points) series.Add(new SeriesPoint(step, value));

                var thin = series.Points(max);

                thin.Count.ShouldBeLessThanOrEqualTo(max);
                thin.Zip(thin.Skip(1)).ShouldAllBe(pair => pair.First.Step < pair.Second.Step);
                var last = points.Where(p => p.Item1 == points.Max(q => q.Item1)).Last();
                thin[^1].ShouldBe(new SeriesPoint(last.Item1, last.Item2));
            });

    [Fact]
    public void Points_best_value_survives_thinning() =>
        Gen.Select(Gen.Double[-10, 10].Array[1, 400], Gen.Int[2, 50], Gen.Int[3, 60], Gen.Bool).Sample((values, capacity, max, maximize) =>
        {
            var series = new ObjectiveSeries(capacity, maximize, new Random(1));
            for (var i = 0; i < values.Length; i++) series.Add(new SeriesPoint(i, values[i]));

            var thin = series.Points(max).Select(p => p.Value).ToList();

            (maximize ? thin.Max() : thin.Min()).ShouldBe(maximize ? values.Max() : values.Min());
            thin[0].ShouldBe(values[0]);
        });

    [Fact]
    public void Points_few_are_all_there_and_a_repeated_step_counts_once()
    {
        var series = new ObjectiveSeries(100, true, new Random(1));
        series.Add(new SeriesPoint(1, 0.5));
        series.Add(new SeriesPoint(3, 0.7));
        series.Add(new SeriesPoint(1, 0.6));

        series.Points(128).ShouldBe([new SeriesPoint(1, 0.6), new SeriesPoint(3, 0.7)]);
    }

    [Fact]
    public void Points_sample_of_many_is_spread_over_all_of_them()
    {
        var series = new ObjectiveSeries(1000, true, new Random(1));
        for (var i = 0; i < 1_000_000; i++) series.Add(new SeriesPoint(i, 0));

        // The mean step of 1,000 uniform ones: standard deviation 1,000,000 / sqrt(12 * 1,000) = 9,129; five of them.
        series.Points(10_000).Average(p => p.Step).ShouldBe(500_000, 46_000);
    }
}
