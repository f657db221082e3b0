using CsCheck;
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

    /// <summary>scikit-learn 1.2.1: roc_auc_score, log_loss, f1_score(average="macro") of the same rows.</summary>
    [Fact]
    public void Two_classes_have_the_figures_of_scikit_learn()
    {
        float[] second = [.1f, .8f, .35f, .4f, .35f, .35f, .9f, .05f, .6f, .2f];

        var figures = ClassificationMetrics.Of(
            ["no", "yes"], [0, 1, 1, 0, 1, 0, 1, 1, 0, 0], [.. second.Select(p => new[] { 1 - p, p })]).Figures;

        figures["auc"].ShouldBe(0.6, 1e-12);
        figures["log_loss"].ShouldBe(0.761028402472623, 1e-7);
        figures["accuracy"].ShouldBe(0.6, 1e-12);
        figures["macro_f1"].ShouldBe(0.5833333333333333, 1e-12);
    }

    /// <summary>scikit-learn 1.2.1: roc_auc_score(multi_class="ovr", average="macro") and the others.</summary>
    [Fact]
    public void Three_classes_have_the_figures_of_scikit_learn()
    {
        var figures = ClassificationMetrics.Of(["a", "b", "c"], [0, 1, 2, 2, 1, 0, 2, 1],
        [
            [.70f, .20f, .10f], [.21f, .50f, .29f], [.12f, .30f, .58f], [.50f, .22f, .28f],
            [.31f, .42f, .27f], [.60f, .28f, .12f], [.18f, .24f, .58f], [.41f, .35f, .24f],
        ]).Figures;

        figures["auc"].ShouldBe(0.9777777777777779, 1e-12);
        figures["log_loss"].ShouldBe(0.7300488083955377, 1e-7);
        figures["accuracy"].ShouldBe(0.75, 1e-12);
        figures["macro_f1"].ShouldBe(0.7555555555555555, 1e-12);
    }

    [Fact]
    public void Area_under_the_curve_is_the_share_of_pairs_in_the_right_order() =>
        Gen.Select(Gen.Bool, Gen.Int[0, 5]).Array[1, 40].Sample(rows =>
        {
            var pairs = rows.Where(r => r.Item1).SelectMany(p => rows.Where(r => !r.Item1), (p, n) => p.Item2.CompareTo(n.Item2)).ToArray();
            var area = RankingQuality.AreaUnderCurve([.. rows.Select(r => r.Item1)], [.. rows.Select(r => (float)r.Item2)]);

            if (pairs.Length == 0) area.ShouldBeNull();
            else area!.Value.ShouldBe(pairs.Average(order => order > 0 ? 1 : order == 0 ? 0.5 : 0), 1e-9);
        });

    [Fact]
    public void Area_under_the_curve_of_one_class_alone_is_left_out() =>
        ClassificationMetrics.Of(["a", "b"], [0, 0], [[1f, 0f], [0.5f, 0.5f]]).Figures.Keys.ShouldNotContain("auc");
}
