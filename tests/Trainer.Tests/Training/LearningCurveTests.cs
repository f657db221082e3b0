using Modelwright.Trainer.Algorithms;
using Modelwright.Trainer.Parameters;
using Modelwright.Trainer.Training;

namespace Modelwright.Trainer.Tests.Training;

public sealed class LearningCurveTests
{
    [Theory]
    [InlineData("species")]
    [InlineData("sex")]
    [InlineData("body_mass_g")]
    public void Point_of_the_curve_is_what_training_fewer_trees_gives(string label)
    {
        var watch = new RecordingWatch();
        Run(label, 80, watch);

        foreach (var trees in new[] { 3, 5, 20, 41, 80 })
        {
            var figures = watch.Reports.Single(r => r.Iteration == trees).Figures;
            foreach (var (name, value) in Run(label, trees).Metrics.Figures) figures[name].ShouldBe(value, 1e-4 * Math.Max(1, value), name);
        }
    }

    [Theory]
    [InlineData("species", "train_log_loss")]
    [InlineData("body_mass_g", "train_rmse")]
    public void Curve_rises_in_order_and_ends_with_the_result(string label, string loss)
    {
        var watch = new RecordingWatch();
        var result = Run(label, 200, watch);

        watch.Iterations.ShouldBe(watch.Iterations.Distinct().Order());
        watch.Iterations.Last().ShouldBe(200);
        watch.Reports.Count.ShouldBeLessThanOrEqualTo(100);
        foreach (var (name, value) in result.Metrics.Figures) watch.Reports[^1].Figures[name].ShouldBe(value);
        watch.Reports[^1].Figures[loss].ShouldBeLessThan(watch.Reports[0].Figures[loss]);
    }

    [Theory]
    [InlineData("species")]
    [InlineData("body_mass_g")]
    public void Stopped_run_gives_the_model_of_so_many_trees(string label)
    {
        var stopped = Run(label, 160, new RecordingWatch(stopAfter: 9));

        stopped.IsStopped.ShouldBeTrue();
        stopped.Iteration.ShouldBe(10);
        stopped.Model.ShouldBe(Run(label, 10).Model);
    }

    [Fact]
    public void Converged_run_is_done_whatever_was_left_of_its_iterations()
    {
        var watch = new RecordingWatch(stopAfter: 11);
        var options = Tables.NumberOptions(Algorithm.LinearRegression) with
        {
            Hyperparameters = new Hyperparameters { Iterations = 100_000, L2 = 100 },
        };

        var result = TrainingPipeline.Run(Tables.Penguins, options, watch: watch);

        result.Iteration.ShouldBeLessThan(100);
        result.IsStopped.ShouldBeFalse();
        watch.Iterations.Last().ShouldBe(result.Iteration);
    }

    [Fact]
    public void Run_that_is_asked_to_stop_when_it_is_done_is_not_stopped() =>
        Run("species", 20, new RecordingWatch(stopAfter: 20)).IsStopped.ShouldBeFalse();

    private static TrainingResult Run(string label, int trees, ITrainingWatch? watch = null)
    {
        var options = label == "body_mass_g" ? Tables.NumberOptions(Algorithm.FastTree) : Tables.Options(Algorithm.FastTree, label);
        return TrainingPipeline.Run(
            Tables.Penguins,
            options with
            {
                Hyperparameters = options.Hyperparameters with { Trees = trees, Leaves = 6, RowFraction = 0.7, FeatureFraction = 0.6 },
            },
            watch: watch);
    }
}
