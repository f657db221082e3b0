using Modelwright.Crds.Experiments;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.Tests.Experiments;

public sealed class ExperimentHalvingTests
{
    [Fact]
    public void A_promotion_is_a_new_run_on_the_checkpoints_of_the_promoted_one()
    {
        var sketch = new ExperimentSketch(Specs.Halving(9, 1, new() { Asha = new() }));
        sketch.Complete();
        var promoted = sketch.Runs.Values.First(run => run.Spec.ResumeFrom is not null);
        var source = sketch.Runs[promoted.Spec.ResumeFrom!];
        promoted.Spec.Parameters!["x"].ShouldBe(source.Spec.Parameters!["x"]);
        source.Spec.Parameters["epochs"].ShouldBe("1");
        promoted.Spec.Parameters["epochs"].ShouldBe("3");
        source.Spec.Checkpoints.ShouldNotBeNull();
        promoted.Spec.Checkpoints.ShouldBeNull();
        promoted.Metadata.Annotations[Labels.Search].ShouldContain("\"rung\":1");
        promoted.Metadata.Annotations[Labels.Search].ShouldContain("\"resourceName\":\"epochs\",\"resource\":3");
    }

    [Fact]
    public void Failed_runs_make_room_in_a_Hyperband_bracket_and_do_not_hold_it_up()
    {
        var sketch = new ExperimentSketch(Specs.Halving(100, 4, new() { Hyperband = new() }) with
        {
            Budget = new() { MaxRuns = 100, Parallelism = 4, MaxFailedRuns = 50 },
        });
        sketch.Objective = run => int.Parse(run.Metadata.Name[^4..], null) % 3 == 0
            ? TrainingRunReasons.UserError : ExperimentSketch.Parameter(run, "x");
        sketch.Complete();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.SearchSpaceExhausted);
        // R = 9, eta = 3: brackets of 9, 5 and 3 configurations (Li et al. 2018, algorithm 1).
        sketch.Records.Count(record => record.Rung == 0).ShouldBe(17);
        sketch.Records.ShouldContain(record => record.Resource == 9 && record.From != null);
    }

    [Fact]
    public void Hyperband_makes_the_runs_of_its_table()
    {
        var sketch = new ExperimentSketch(Specs.Halving(100, 1, new() { Hyperband = new() }));
        sketch.Complete();
        sketch.Records.GroupBy(record => (record.Bracket, record.Resource)).Select(group => (group.Key, group.Count()))
            .ShouldBe([((0, 1), 9), ((0, 3), 3), ((0, 9), 1), ((1, 3), 5), ((1, 9), 1), ((2, 9), 3)], ignoreOrder: true);
    }

    [Fact]
    public void A_run_worse_than_the_median_is_asked_to_stop_once_and_counts_as_pruned()
    {
        var sketch = new ExperimentSketch(Specs.Random(10, parallelism: 2) with
        {
            EarlyStopping = new() { Median = new() { WarmupSteps = 2, MinRuns = 3 } },
        });
        sketch.Settle();
        for (var i = 1; i <= 3; i++)
        {
            var name = $"search-{i:D4}";
            sketch.Begin(name, (1, 0.5), (2, 0.3), (3, 0.1));
            sketch.Objective = _ => "0.1";
            sketch.Finish(name);
            sketch.Settle();
        }

        sketch.Begin("search-0004", (1, 0.9));
        sketch.Settle();
        sketch.Runs["search-0004"].Spec.Stop.ShouldBeNull("it is within its first steps");
        sketch.Begin("search-0004", (1, 0.9), (2, 0.8));
        sketch.Settle();
        sketch.Runs["search-0004"].Spec.Stop.ShouldNotBeNull().ShouldStartWith("stopped early by the median rule: best value 0.8");
        sketch.Begin("search-0004", (1, 0.9), (2, 0.8), (3, 0.05));
        sketch.Look().ShouldBe(0);
        sketch.Finish("search-0004");
        sketch.Settle();
        sketch.Status.Runs!.Pruned.ShouldBe(1);
        sketch.Records[3].Reason.ShouldBe(TrainingRunReasons.Pruned);
        sketch.Records[3].Value.ShouldBe("0.05");
        sketch.Status.Best!.Run.ShouldBe("search-0001");
    }

    [Fact]
    public void The_median_of_removed_runs_still_counts()
    {
        var sketch = new ExperimentSketch(Specs.Random(10) with
        {
            EarlyStopping = new() { Median = new() { WarmupSteps = 0, MinRuns = 3 } },
            History = new() { KeepBest = 1, KeepFailed = 0 },
        });
        sketch.Objective = _ => "0.1";
        for (var i = 1; i <= 4; i++)
        {
            sketch.Settle();
            sketch.Begin($"search-{i:D4}", [.. Enumerable.Range(1, 128).Select(step => ((long)step, 1.0 / step))]);
            sketch.Finish($"search-{i:D4}");
        }

        sketch.Settle();
        sketch.Runs.Count.ShouldBe(2);
        sketch.Begin("search-0005", (100, 5));
        sketch.Settle();
        sketch.Runs["search-0005"].Spec.Stop.ShouldNotBeNull();
    }
}
