using Modelwright.Trainer.Evaluation;

namespace Modelwright.Trainer.Tests.Evaluation;

public sealed class ClassificationMetricsTests
{
    /// <summary>Worked by hand: 3 of 5 right; class a found 2 of 3, claimed 3; class b found 1 of 2, claimed 2.</summary>
    [Fact]
    public void Figures_are_those_worked_by_hand()
    {
        var metrics = ClassificationMetrics.Of(["a", "b"], [0, 0, 0, 1, 1],
            [[0.9f, 0.1f], [0.8f, 0.2f], [0.25f, 0.75f], [0.4f, 0.6f], [0.5f, 0.5f]]);

        metrics.Accuracy.ShouldBe(0.6, 1e-12);
        metrics.BaselineAccuracy.ShouldBe(0.6, 1e-12);
        metrics.LogLoss.ShouldBe(-(Math.Log(0.9) + Math.Log(0.8) + Math.Log(0.25) + Math.Log(0.6) + Math.Log(0.5)) / 5, 1e-7);
        metrics.Confusion.Select(row => row.ToArray()).ShouldBe([[2, 1], [1, 1]]);
        metrics.Classes[0].ShouldBe(new ClassMetrics("a", 3, 2 / 3d, 2 / 3d, 2 / 3d));
        metrics.Classes[1].ShouldBe(new ClassMetrics("b", 2, 0.5, 0.5, 0.5));
        metrics.MacroF1.ShouldBe((2 / 3d + 0.5) / 2, 1e-12);
    }

    [Fact]
    public void Class_that_is_never_predicted_has_no_precision_and_certain_errors_stay_finite()
    {
        var metrics = ClassificationMetrics.Of(["a", "b"], [0, 1], [[1f, 0f], [1f, 0f]]);

        metrics.Classes[1].ShouldBe(new ClassMetrics("b", 1, 0, 0, 0));
        metrics.LogLoss.ShouldBe(-Math.Log(1e-15) / 2, 1e-9);
    }
}
