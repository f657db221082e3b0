using Modelwright.Trainer.Evaluation;

namespace Modelwright.Trainer.Tests.Evaluation;

public sealed class RegressionMetricsTests
{
    /// <summary>scikit-learn 1.2.1: mean_squared_error(squared=False), mean_absolute_error, r2_score; numpy.std.</summary>
    [Fact]
    public void Figures_are_those_of_scikit_learn()
    {
        var figures = RegressionMetrics.Of([3.0f, -0.5f, 2.0f, 7.0f, 4.25f, 1.5f], [2.5f, 0.0f, 2.0f, 8.0f, 4.0f, 2.75f]).Figures;

        figures["rmse"].ShouldBe(0.7216878364870323, 1e-12);
        figures["mae"].ShouldBe(0.5833333333333334, 1e-12);
        figures["r2"].ShouldBe(0.9052132701421801, 1e-12);
        figures["baseline_rmse"].ShouldBe(2.3440971965058672, 1e-12);
    }

    [Fact]
    public void Explained_share_of_labels_that_are_all_the_same_is_left_out() =>
        RegressionMetrics.Of([2f, 2f], [1f, 2f]).Figures.Keys.ShouldBe(["rmse", "mae", "baseline_rmse"]);
}
