using Modelwright.Crds.Experiments;

namespace Modelwright.Operator.Tests.Experiments;

public sealed class ExperimentLifeTests
{
    [Fact]
    public void A_search_makes_all_runs_of_its_budget_and_shows_the_best()
    {
        var sketch = new ExperimentSketch(Specs.Random(12, parallelism: 3));
        sketch.Settle();
        sketch.Runs.Keys.ShouldBe(["search-0001", "search-0002", "search-0003"]);
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.Running);
        sketch.Complete();
        sketch.Condition.Status.ShouldBe("True");
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.MaxRunsReached);
        sketch.Status.Runs!.Succeeded.ShouldBe(12);
        var best = sketch.Runs.Values.MinBy(run => ExperimentSketch.Number(run, "x"))!;
        sketch.Status.Best!.Run.ShouldBe(best.Metadata.Name);
        sketch.Status.Best.Value.ShouldBe(best.Spec.Parameters!["x"]);
        sketch.Status.Top!.Count.ShouldBe(10);
        sketch.Status.CompletionTime.ShouldNotBeNull();
        sketch.Plan().Effects.ShouldBeEmpty();
    }

    [Fact]
    public void A_run_gets_template_parameters_seed_objective_owner_and_its_place()
    {
        var sketch = new ExperimentSketch(Specs.Random(3) with
        {
            FixedParameters = new Dictionary<string, string> { ["rounds"] = "10" },
            Run = new() { Container = new() { Image = "trainer:1", Args = ["--x=$(MODELWRIGHT_PARAM_X)"] }, Retries = 1 },
        });
        sketch.Experiment.Metadata.Labels = new Dictionary<string, string> { ["kueue.x-k8s.io/priority-class"] = "low", ["team"] = "a" };
        sketch.Settle();
        var run = sketch.Runs["search-0001"];
        run.Spec.Container.Args.ShouldBe(["--x=$(MODELWRIGHT_PARAM_X)"]);
        run.Spec.Retries.ShouldBe(1);
        run.Spec.Parameters!.Keys.ShouldBe(["rounds", "x"]);
        run.Spec.Seed.ShouldBe(8);
        run.Spec.Objective!.Metric.ShouldBe("loss");
        run.Spec.Trigger!.Name.ShouldBe("search");
        run.Metadata.OwnerReferences.Single().Uid.ShouldBe(sketch.Experiment.Metadata.Uid);
        run.Metadata.Labels[Labels.Experiment].ShouldBe("search");
        run.Metadata.Labels["kueue.x-k8s.io/priority-class"].ShouldBe("low");
        run.Metadata.Labels.ShouldNotContainKey("team");
        run.Metadata.Annotations[Labels.Search].ShouldBe("""{"number":1}""");
    }

    [Fact]
    public void More_runs_allowed_after_the_end_continue_the_search()
    {
        var sketch = new ExperimentSketch(Specs.Random(3));
        sketch.Complete();
        sketch.Change(spec => spec with { Budget = spec.Budget with { MaxRuns = 5 } });
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.Running);
        sketch.Status.CompletionTime.ShouldBeNull();
        sketch.Complete();
        sketch.Runs.Keys.ShouldBe(["search-0001", "search-0002", "search-0003", "search-0004", "search-0005"]);
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.MaxRunsReached);

        var atOnce = new ExperimentSketch(Specs.Random(5));
        atOnce.Complete();
        sketch.Records.Select(record => record.Parameters["x"]).ShouldBe(atOnce.Records.Select(record => record.Parameters["x"]));
    }

    [Fact]
    public void An_unchanged_Experiment_has_nothing_to_do()
    {
        var sketch = new ExperimentSketch(Specs.Random(10, parallelism: 4));
        sketch.Settle();
        sketch.Begin("search-0001");
        sketch.Settle();
        sketch.Now += TimeSpan.FromHours(1);
        sketch.Look().ShouldBe(0);
    }

    [Fact]
    public void Many_runs_are_made_in_several_looks()
    {
        var sketch = new ExperimentSketch(Specs.Random(100, parallelism: 30));
        sketch.Look();
        sketch.Runs.Count.ShouldBe(8);
        sketch.Plan().WakeAfter.ShouldBe(TimeSpan.FromSeconds(1));
        sketch.Settle();
        sketch.Runs.Count.ShouldBe(30);
    }

    [Fact]
    public void Suspending_suspends_the_runs_and_resuming_takes_it_back()
    {
        var sketch = new ExperimentSketch(Specs.Random(6, parallelism: 2));
        sketch.Settle();
        sketch.Change(spec => spec with { Suspend = true });
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.Suspended);
        sketch.Runs.Values.ShouldAllBe(run => run.Spec.Suspend == true);
        sketch.Finish("search-0001");
        sketch.Settle();
        sketch.Runs.Count.ShouldBe(2);
        sketch.Change(spec => spec with { Suspend = null });
        sketch.Settle();
        sketch.Runs["search-0002"].Spec.Suspend.ShouldBeNull();
        sketch.Runs.Count.ShouldBe(3);
    }

    [Fact]
    public void A_time_to_live_ends_in_the_deletion_of_the_Experiment()
    {
        var sketch = new ExperimentSketch(Specs.Random(1) with { TtlAfterFinished = new("2h") });
        sketch.Complete();
        sketch.Plan().WakeAfter.ShouldBe(TimeSpan.FromHours(2));
        sketch.Now += TimeSpan.FromHours(2);
        sketch.Plan().Effects.Single().ShouldBeOfType<Runtime.Planning.Delete>().Key.Name.ShouldBe("search");
    }
}
