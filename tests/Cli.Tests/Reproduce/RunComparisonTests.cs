using Modelwright.Cli.Reproduce;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Cli.Tests.Reproduce;

public sealed class RunComparisonTests
{
    [Fact]
    public void Same_model_is_reproduced_whatever_else_differs()
    {
        var comparison = RunComparison.Of(RecordedRuns.Of(), RecordedRuns.With('e', ("auc", "0.1")));
        comparison.Reproduced.ShouldBeTrue();
        comparison.Message.ShouldBe("the same model.onnx, to the byte");
    }

    [Theory]
    [InlineData("0.91", "10", true)]
    [InlineData("0.89", "10", true)]
    [InlineData("0.9", "10.0", true)]
    [InlineData("0.9100001", "10", false)]
    [InlineData("0.9", "11", false)]
    [InlineData("NaN", "10", false)]
    [InlineData("Infinity", "10", false)]
    public void Another_model_is_reproduced_when_every_metric_is_within_its_tolerance(string auc, string rows, bool reproduced) =>
        RunComparison.Of(RecordedRuns.Of(), RecordedRuns.With('0', ("auc", auc), ("rows", rows))).Reproduced.ShouldBe(reproduced);

    [Fact]
    public void Metric_that_only_one_of_them_has_differs()
    {
        RunComparison.Of(RecordedRuns.Of(), RecordedRuns.With('0', ("auc", "0.9"))).Reproduced.ShouldBeFalse();
        RunComparison.Of(RecordedRuns.Of(), RecordedRuns.With('0', ("auc", "0.9"), ("rows", "10"), ("new", "1"))).Message
            .ShouldBe("1 of 3 metrics differ by more than spec.tolerances allows, and what it left is not the same either");
    }

    [Fact]
    public void Without_a_model_all_artifacts_count()
    {
        var (recorded, again) = (RecordedRuns.Of(), RecordedRuns.Of());
        recorded.Status = recorded.Status! with { Artifacts = [.. recorded.Status.Artifacts!.Skip(1)], Metrics = null };
        RunComparison.Of(recorded, again).Message.ShouldBe("the same log.txt, to the byte");
        again.Status = again.Status! with { Artifacts = null };
        RunComparison.Of(recorded, again).Reproduced.ShouldBeFalse();
    }

    [Fact]
    public void Nothing_to_compare_is_not_reproduced()
    {
        var run = RecordedRuns.Of();
        run.Status = run.Status! with { Artifacts = null, Metrics = null };
        RunComparison.Of(run, run).Message.ShouldBe("it left no artifact and reports no metric: nothing can be compared");
    }

    [Fact]
    public void Other_circumstances_are_named_and_make_no_reproduction()
    {
        var again = RecordedRuns.Of();
        again.Status = again.Status! with { Lineage = again.Status.Lineage! with { Seed = 8 } };
        var comparison = RunComparison.Of(RecordedRuns.Of(), again);
        comparison.Reproduced.ShouldBeFalse();
        comparison.Values[0].ShouldBe(new("seed", "7", "8", "same", false));
    }

    [Fact]
    public void Repetition_that_failed_says_why()
    {
        var again = RecordedRuns.Of(TrainingRunReasons.OOMKilled, "False");
        again.Status = again.Status! with { Failure = new() { Reason = TrainingRunReasons.OOMKilled, Message = "no memory" } };
        RunComparison.Of(RecordedRuns.Of(), again).Message.ShouldBe("fraud-1 ended as OOMKilled: no memory");
    }

    [Theory]
    [InlineData("100", "101", null, "0.01", true)]
    [InlineData("-100", "-101", null, "0.01", true)]
    [InlineData("100", "101.1", null, "0.01", false)]
    [InlineData("100", "105", "5", "0.01", true)]
    [InlineData("0", "0.001", null, "0.5", false)]
    [InlineData("1e-30", "1.005e-30", null, "0.01", true)]
    [InlineData("1e-30", "2e-30", null, "0.01", false)]
    [InlineData("NaN", "NaN", null, null, true)]
    [InlineData("0.9", "0.91", "0.01", null, true)]
    public void Tolerance_is_absolute_relative_or_the_wider_of_both(
        string recorded, string again, string? absolute, string? relative, bool agrees) =>
        MetricDifference.Of("m", recorded, again, new() { Metric = "m", Absolute = absolute, Relative = relative }).Agrees.ShouldBe(agrees);

    [Fact]
    public void Table_names_each_value_with_what_was_allowed()
    {
        var text = ComparisonText.Of(RunComparison.Of(RecordedRuns.Of(), RecordedRuns.With('0', ("auc", "0.905"), ("rows", "12"))));
        text.ShouldContain("WHAT         RECORDED");
        text.ShouldMatch("auc +0.9 +0.905 +±0.01 +within");
        text.ShouldMatch("rows +10 +12 +same +differs");
        text.ShouldMatch("model.onnx +sha256:eeeeeeeeeeeeeeeeee… +sha256:000000000000000000… +same +differs");
        text.ShouldEndWith("what it left is not the same either\n");
    }
}
