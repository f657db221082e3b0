using Modelwright.Crds.Experiments;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.Tests.Experiments;

/// <summary>How searches end, the endings that other systems get wrong among them.</summary>
public sealed class ExperimentEndTests
{
    [Fact]
    public void A_search_whose_every_run_failed_has_failed()
    {
        var sketch = new ExperimentSketch(Specs.Random(4) with { Budget = new() { MaxRuns = 4, MaxFailedRuns = 10 } })
        {
            Objective = _ => TrainingRunReasons.OOMKilled,
        };
        sketch.Complete();
        sketch.Condition.Status.ShouldBe("False");
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.NoRunSucceeded);
        sketch.Condition.Message.ShouldContain("search-0004: OOMKilled: OOMKilled in words");
        sketch.Status.Best.ShouldBeNull();
    }

    [Theory]
    [InlineData(10, null, 3)]
    [InlineData(60, null, 6)]
    [InlineData(60, 2, 2)]
    public void Too_many_failures_end_it_and_name_the_last_one(int runs, int? most, int expected)
    {
        var sketch = new ExperimentSketch(Specs.Random(runs) with { Budget = new() { MaxRuns = runs, MaxFailedRuns = most } })
        {
            Objective = _ => TrainingRunReasons.UserError,
        };
        sketch.Complete();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.TooManyFailures);
        sketch.Condition.Message.ShouldContain($"search-{expected:D4}: UserError");
        sketch.Status.Runs!.Failed.ShouldBe(expected);
    }

    [Fact]
    public void Infeasible_diverged_pruned_and_cancelled_runs_are_no_failures_and_never_the_best()
    {
        var outcomes = new[] { TrainingRunReasons.Infeasible, "NaN", "-Infinity", TrainingRunReasons.Cancelled, "0.5" };
        var sketch = new ExperimentSketch(Specs.Random(25) with { Budget = new() { MaxRuns = 25, MaxFailedRuns = 1 } });
        sketch.Objective = run => outcomes[(int.Parse(run.Metadata.Name[^4..], null) - 1) % 5];
        sketch.Complete();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.MaxRunsReached);
        sketch.Status.Runs.ShouldBe(new() { Total = 25, Succeeded = 5, Infeasible = 15, Pruned = 5 });
        sketch.Status.Best!.Value.ShouldBe("0.5");
        sketch.Status.Top!.ShouldAllBe(run => run.Value == "0.5");
    }

    [Fact]
    public void A_run_without_the_metric_failed()
    {
        var sketch = new ExperimentSketch(Specs.Random(2) with { Budget = new() { MaxRuns = 2, MaxFailedRuns = 1 } })
        {
            Objective = _ => TrainingRunReasons.MetricsMissing,
        };
        sketch.Complete();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.TooManyFailures);
        sketch.Condition.Message.ShouldContain("MetricsMissing");
    }

    [Fact]
    public void The_goal_ends_it_and_what_runs_is_stopped_not_left_running()
    {
        var sketch = new ExperimentSketch(Specs.Random(50, parallelism: 4) with
        {
            Objective = new() { Metric = "loss", Direction = ObjectiveDirection.Minimize, Goal = "0.25" },
        });
        sketch.Objective = _ => "0.2";
        sketch.Settle();
        sketch.Begin("search-0003");
        sketch.Finish("search-0002");
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.Stopping);
        sketch.Status.CompletionTime.ShouldBeNull();
        foreach (var run in new[] { "search-0001", "search-0003", "search-0004" })
        {
            sketch.Runs[run].Spec.Stop.ShouldBe("the Experiment ends: GoalReached");
            sketch.Finish(run);
        }

        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.GoalReached);
        sketch.Status.Runs!.Pruned.ShouldBe(3);
        sketch.Runs.Count.ShouldBe(4);
    }

    [Fact]
    public void What_ends_while_runs_are_stopped_does_not_reopen_the_search()
    {
        var sketch = new ExperimentSketch(Specs.Random(50, parallelism: 2) with
        {
            Budget = new() { MaxRuns = 50, Parallelism = 2, MaxConsecutiveNoImprovement = 3 },
        });
        sketch.Objective = run => run.Metadata.Name == "search-0001" ? "0.5" : "0.9";
        sketch.Settle();
        foreach (var name in new[] { "search-0001", "search-0002", "search-0003" })
        {
            sketch.Finish(name);
            sketch.Settle();
        }

        sketch.Objective = _ => "0.1";
        sketch.Finish("search-0004");
        sketch.Settle();
        var better = sketch.Condition.Reason == ExperimentReasons.Running;
        better.ShouldBeTrue("a better run resets the count before the end is decided");
        sketch.Objective = _ => "0.9";
        for (var i = 0; i < 3; i++)
        {
            sketch.Finish(sketch.Runs.Keys.First(name => ExperimentSketch.IsActive(sketch.Runs[name])));
            sketch.Settle();
        }

        sketch.Condition.Reason.ShouldBe(ExperimentReasons.Stopping);
        var last = sketch.Runs.Values.Single(ExperimentSketch.IsActive).Metadata.Name;
        sketch.Runs[last] = sketch.Runs[last] with { Spec = sketch.Runs[last].Spec with { Stop = null } };
        sketch.Objective = _ => "0.01";
        sketch.Finish(last);
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.NoImprovement);
        sketch.Status.Best!.Run.ShouldBe(last);
    }

    [Fact]
    public void A_deadline_is_counted_from_the_first_run_and_wakes_by_itself()
    {
        var sketch = new ExperimentSketch(Specs.Random(50) with { Budget = new() { MaxRuns = 50, MaxDuration = new("1h") } });
        sketch.Complete();
        var again = new ExperimentSketch(Specs.Random(50) with { Budget = new() { MaxRuns = 50, MaxDuration = new("1h") } });
        again.Settle();
        again.Finish("search-0001");
        again.Now += TimeSpan.FromMinutes(20);
        again.Settle();
        again.Plan().WakeAfter.ShouldBe(TimeSpan.FromMinutes(40));
        again.Now += TimeSpan.FromMinutes(40);
        again.Settle();
        again.Condition.Reason.ShouldBe(ExperimentReasons.Stopping);
        again.Finish("search-0002");
        again.Settle();
        again.Condition.Reason.ShouldBe(ExperimentReasons.DeadlineReached);
        again.Condition.Status.ShouldBe("True");
    }

    [Fact]
    public void Resource_hours_end_it_when_requests_times_time_are_used_up()
    {
        var sketch = new ExperimentSketch(Specs.Random(50, parallelism: 2) with
        {
            Budget = new() { MaxRuns = 50, Parallelism = 2, MaxResourceHours = new Dictionary<string, string> { ["cpu"] = "3" } },
            Run = new()
            {
                Container = new()
                {
                    Image = "trainer:1",
                    Resources = new() { Requests = new Dictionary<string, Crds.Values.Quantity> { ["cpu"] = new("500m") } },
                },
            },
        });
        sketch.Settle();
        sketch.Begin("search-0001");
        sketch.Begin("search-0002");
        sketch.Plan().WakeAfter.ShouldBe(TimeSpan.FromHours(3));
        sketch.Now += TimeSpan.FromHours(2);
        sketch.Finish("search-0001");
        sketch.Settle();
        sketch.Status.ResourceHours!["cpu"].ShouldBe("1");
        sketch.Plan().WakeAfter.ShouldBe(TimeSpan.FromHours(2));
        sketch.Now += TimeSpan.FromHours(2);
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.Stopping);
        sketch.Condition.Message.ShouldContain("3 hours of cpu are used up");
    }

    [Fact]
    public void A_grid_ends_when_every_point_was_tried_once()
    {
        var sketch = new ExperimentSketch(Specs.Random(100, parallelism: 5) with
        {
            Search = new() { Grid = new() },
            Parameters =
            [
                new() { Name = "x", Int = new() { Min = 1, Max = 3 } },
                new() { Name = "kind", Categorical = new() { Values = ["a", "b"] } },
            ],
        });
        sketch.Complete();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.SearchSpaceExhausted);
        sketch.Runs.Values.Select(run => $"{run.Spec.Parameters!["x"]}{run.Spec.Parameters["kind"]}")
            .ShouldBe(["1a", "1b", "2a", "2b", "3a", "3b"], ignoreOrder: true);
    }

    [Fact]
    public void A_list_is_tried_in_its_order_and_its_entries_need_not_be_alike()
    {
        var sketch = new ExperimentSketch(Specs.Random(10) with
        {
            Parameters = null,
            Search = new()
            {
                List =
                [
                    new() { Parameters = new Dictionary<string, string> { ["x"] = "0.3" } },
                    new() { Parameters = new Dictionary<string, string> { ["x"] = "0.1", ["depth"] = "3" } },
                ],
            },
        });
        sketch.Complete();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.SearchSpaceExhausted);
        sketch.Runs["search-0001"].Spec.Parameters!.Keys.ShouldBe(["x"]);
        sketch.Status.Best!.Run.ShouldBe("search-0002");
    }

    [Fact]
    public void A_run_outside_a_constraint_is_infeasible_however_good()
    {
        var sketch = new ExperimentSketch(Specs.Random(6) with
        {
            Objective = new()
            {
                Metric = "loss",
                Direction = ObjectiveDirection.Minimize,
                Constraints = [new() { Metric = "loss", Operator = ConstraintOperator.GreaterOrEqual, Value = "0.5" }],
            },
        });
        sketch.Objective = run => run.Metadata.Name == "search-0003" ? "0.7" : "0.2";
        sketch.Complete();
        sketch.Status.Best!.Run.ShouldBe("search-0003");
        sketch.Status.Runs!.Infeasible.ShouldBe(5);
        sketch.Runs["search-0001"].Spec.RequiredMetrics.ShouldBe(["loss"]);
    }
}
