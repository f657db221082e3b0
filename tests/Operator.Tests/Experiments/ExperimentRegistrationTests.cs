using Modelwright.Crds.Experiments;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.Tests.Experiments;

public sealed class ExperimentRegistrationTests
{
    private static ExperimentSketch Sketch(ExperimentSpec spec) => new(spec) { Training = new() { ArtifactStore = "s3://models/store" } };

    [Fact]
    public void The_best_run_is_registered_once_at_the_end()
    {
        var sketch = Sketch(Specs.Random(5) with { Model = "churn" });
        sketch.Complete();
        sketch.Runs.Values.ShouldAllBe(run => run.Spec.Model == null);
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.Registering);
        sketch.Versions.Keys.ShouldBe(["churn-v1"]);
        var version = sketch.Versions["churn-v1"];
        version.Spec.Lineage!.Run.ShouldBe(sketch.Status.Best!.Run);
        version.Spec.Lineage.Experiment.ShouldBe("search");
        version.Spec.Lineage.Parameters!["x"].ShouldBe(sketch.Status.Best.Parameters!["x"]);
        version.Spec.Artifact.Uri.ShouldContain(sketch.Status.Best.Run);
        version.Metadata.Labels[Labels.Experiment].ShouldBe("search");
        sketch.VerifyVersions();
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.MaxRunsReached);
        sketch.Status.ModelVersion.ShouldBe("churn-v1");
    }

    [Fact]
    public void A_number_that_somebody_else_took_is_passed_over()
    {
        var sketch = Sketch(Specs.Random(2) with { Model = "churn" });
        sketch.Complete();
        sketch.Versions["churn-v1"] = new() { Metadata = new() { Name = "churn-v1" }, Spec = new() { Model = "churn", Number = 1 } };
        sketch.Settle();
        sketch.Status.ModelVersion.ShouldBe("churn-v2");
        sketch.VerifyVersions();
        sketch.Settle();
        sketch.Condition.Status.ShouldBe("True");
    }

    [Fact]
    public void An_extension_registers_again_only_when_the_best_changed()
    {
        var sketch = Sketch(Specs.Random(2) with { Model = "churn" });
        sketch.Objective = _ => "0.5";
        sketch.Complete();
        sketch.VerifyVersions();
        sketch.Settle();
        sketch.Change(spec => spec with { Budget = new() { MaxRuns = 3 } });
        sketch.Complete();
        sketch.Versions.Count.ShouldBe(1);
        sketch.Condition.Status.ShouldBe("True");
        sketch.Objective = _ => "0.4";
        sketch.Change(spec => spec with { Budget = new() { MaxRuns = 4 } });
        sketch.Complete();
        sketch.VerifyVersions();
        sketch.Settle();
        sketch.Status.ModelVersion.ShouldBe("churn-v2");
    }

    [Fact]
    public void A_model_that_cannot_serve_fails_the_Experiment_with_its_reason()
    {
        var sketch = Sketch(Specs.Random(2) with { Model = "churn" });
        sketch.Complete();
        sketch.VerifyVersions(ready: false);
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.RegistrationFailed);
        sketch.Condition.Message.ShouldContain($"churn-v1: {ModelVersionReasons.DigestMismatch}");
    }

    [Fact]
    public void All_succeeded_lets_the_runs_register_themselves()
    {
        var sketch = Sketch(Specs.Random(3) with { Model = "churn", Register = ExperimentRegistration.AllSucceeded });
        sketch.Complete();
        sketch.Runs.Values.ShouldAllBe(run => run.Spec.Model == "churn");
        sketch.Versions.ShouldBeEmpty();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.MaxRunsReached);
    }

    [Fact]
    public void Without_a_place_for_models_it_does_not_even_begin()
    {
        var sketch = new ExperimentSketch(Specs.Random(3) with { Model = "churn" });
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.InvalidSpec);
        sketch.Condition.Message.ShouldContain("spec.run.output");
        sketch.Runs.ShouldBeEmpty();
    }

    [Fact]
    public void Data_set_versions_are_pinned_once_for_all_runs()
    {
        var (first, second) = ($"sha256:{new string('1', 64)}", $"sha256:{new string('2', 64)}");
        var sketch = Sketch(Specs.Random(4) with
        {
            Run = new()
            {
                Container = new() { Image = "trainer:1" },
                Inputs = [new() { Name = "train", Dataset = new() { Name = "churn" } }],
            },
        });
        sketch.AbsentDatasets.Add("churn");
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.WaitingForData);
        sketch.Condition.Message.ShouldContain("input train: there is no Dataset churn in this namespace");
        sketch.AbsentDatasets.Clear();
        sketch.Settle();
        sketch.Condition.Message.ShouldContain("Dataset churn has no version that passed its checks yet");
        sketch.Runs.ShouldBeEmpty();
        sketch.Datasets["train"] = first;
        sketch.Settle();
        sketch.Datasets["train"] = second;
        sketch.Complete();
        sketch.Runs.Values.ShouldAllBe(run => run.Spec.Inputs!.Single().Dataset!.Version == first);
        sketch.Status.Inputs!.Single().Version.ShouldBe(first);
    }

    [Theory]
    [InlineData("x", null, "given twice")]
    [InlineData("X", null, "same variable")]
    [InlineData(null, "gpu", "runs request no gpu")]
    public void What_cannot_be_is_said_before_anything_is_made(string? fixedName, string? hours, string expected)
    {
        var sketch = Sketch(Specs.Random(3) with
        {
            FixedParameters = fixedName is null ? null : new Dictionary<string, string> { [fixedName] = "1" },
            Budget = new() { MaxRuns = 3, MaxResourceHours = hours is null ? null : new Dictionary<string, string> { [hours] = "1" } },
        });
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.InvalidSpec);
        sketch.Condition.Message.ShouldContain(expected);
        sketch.Log.ShouldBe(["status"]);
    }

    [Fact]
    public void A_run_that_left_no_model_cannot_be_registered()
    {
        var sketch = Sketch(Specs.Random(1) with { Model = "churn" });
        sketch.Settle();
        sketch.Set("search-0001", true, TrainingRunReasons.Completed, new()
        {
            CompletionTime = sketch.Now,
            Metrics = [new() { Name = "loss", Value = "0.1" }],
        });
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.RegistrationFailed);
        sketch.Condition.Message.ShouldContain("left no model.onnx");
    }
}
