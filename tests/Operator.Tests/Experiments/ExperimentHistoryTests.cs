using Modelwright.Crds.Experiments;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Records;

namespace Modelwright.Operator.Tests.Experiments;

public sealed class ExperimentHistoryTests
{
    private const int MostBytes = 100 * 1024;

    [Fact]
    public void A_thousand_runs_keep_every_object_small_and_the_whole_history()
    {
        var sketch = new ExperimentSketch(Specs.Random(1000, parallelism: 8) with
        {
            Parameters =
            [
                new() { Name = "x", Double = new() { Min = "0", Max = "1" } },
                new() { Name = "learning_rate", Double = new() { Min = "1e-6", Max = "1e-1", Scale = SearchScale.Log } },
                new() { Name = "depth", Int = new() { Min = 1, Max = 1_000_000 } },
                new() { Name = "booster", Categorical = new() { Values = ["gbtree", "dart", "größter \"Wert\""] } },
            ],
            History = new() { KeepBest = 10, KeepFailed = 2 },
        });
        sketch.Objective = run => run.Metadata.Name.EndsWith("77", StringComparison.Ordinal)
            ? TrainingRunReasons.UserError : ExperimentSketch.Parameter(run, "x");
        sketch.Complete();
        sketch.Condition.Reason.ShouldBe(ExperimentReasons.MaxRunsReached);
        sketch.Records.Select(record => record.Number).ShouldBe(Enumerable.Range(1, 1000));
        sketch.Records.Select(record => record.Parameters["x"]).Distinct().Count().ShouldBe(1000);
        sketch.Runs.Count.ShouldBe(12);
        sketch.Runs.Keys.ShouldContain(sketch.Status.Best!.Run);
        sketch.Status.Runs!.ShouldBe(new() { Total = 1000, Succeeded = 990, Failed = 10 });
        foreach (var (name, text) in sketch.Sizes()) text.ShouldBeLessThan(MostBytes, name);
        sketch.Pages.Count.ShouldBeLessThanOrEqualTo(10);
        sketch.Status.Best.Value.ShouldBe(sketch.Records.Where(record => record.Value is not null)
            .MinBy(record => double.Parse(record.Value!, null))!.Value);
    }

    [Fact]
    public void A_plan_costs_in_proportion_to_the_runs_there_were()
    {
        var sketch = new ExperimentSketch(Specs.Random(10_000, parallelism: 4) with { History = new() { KeepBest = 10, KeepFailed = 2 } });
        sketch.Settle();
        var (few, many) = (AfterRuns(150), AfterRuns(600));

        // Measured: 185 KiB after 125 runs, 432 KiB after 500, 1.5 MiB after 2,000.
        many.ShouldBeLessThan(4.5 * few);

        double AfterRuns(int runs)
        {
            while ((sketch.Status.Runs?.Succeeded ?? 0) < runs)
            {
                sketch.Finish(sketch.Runs.Values.First(ExperimentSketch.IsActive).Metadata.Name);
                sketch.Settle();
            }

            sketch.Plan();
            var before = GC.GetAllocatedBytesForCurrentThread();
            sketch.Plan();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void Pages_of_the_longest_parameters_stay_small()
    {
        var names = Enumerable.Range(0, 32).Select(i => $"{new string('p', 61)}{i:D2}").ToList();
        var sketch = new ExperimentSketch(Specs.Random(12, parallelism: 4) with
        {
            Parameters =
            [
                .. names.Select(name => new SearchParameter
                {
                    Name = name,
                    Categorical = new() { Values = [new('ä', 256), new('"', 256), new('\\', 256), new('\u0001', 256)] },
                }),
            ],
        });
        sketch.Objective = _ => "1";
        sketch.Complete();
        sketch.Records.Count.ShouldBe(12);
        // What people write into the spec is theirs.
        sketch.Experiment = sketch.Experiment with { Spec = new() };
        foreach (var (name, size) in sketch.Sizes()) size.ShouldBeLessThan(MostBytes, name);
    }

    [Fact]
    public void A_deleted_run_that_had_not_ended_is_made_again_as_it_was_and_an_ended_one_is_not()
    {
        var sketch = new ExperimentSketch(Specs.Random(6, parallelism: 2) with { Search = new() { Tpe = new() { StartupRuns = 1 } } });
        sketch.Settle();
        sketch.Finish("search-0001");
        sketch.Settle();
        sketch.Finish("search-0002");
        sketch.Settle();
        var x = ExperimentSketch.Parameter(sketch.Runs["search-0004"], "x");
        sketch.Delete("search-0001");
        sketch.Delete("search-0004");
        sketch.Finish("search-0003");
        sketch.Settle();
        ExperimentSketch.Parameter(sketch.Runs["search-0004"], "x").ShouldBe(x);
        sketch.Runs.Keys.ShouldNotContain("search-0001");
        sketch.Complete();
        sketch.Status.Runs!.Succeeded.ShouldBe(6);
        sketch.Records.Count.ShouldBe(6);
    }

    [Fact]
    public void Lost_records_are_made_again_from_the_runs_and_no_number_is_given_twice()
    {
        var sketch = new ExperimentSketch(Specs.Halving(40, 3, new() { Asha = new() }));
        sketch.Objective = run => (ExperimentSketch.Number(run, "x") * ExperimentSketch.Number(run, "epochs")).ToString("R", null);
        sketch.Settle();
        for (var i = 0; i < 12; i++)
        {
            sketch.Finish(sketch.Runs.Values.First(ExperimentSketch.IsActive).Metadata.Name);
            sketch.Settle();
        }

        var before = RecordText.Write(sketch.Records);
        sketch.LosePages();
        sketch.Settle();
        RecordText.Write(sketch.Records).ShouldBe(before);
        sketch.Complete();
        sketch.Records.Select(record => record.Number).ShouldBeUnique();
    }

    [Fact]
    public void A_line_that_somebody_spoilt_is_left_out_and_written_again()
    {
        var sketch = new ExperimentSketch(Specs.Random(4));
        sketch.Complete();
        var text = RecordText.Write(sketch.Records);
        RecordText.Read("{\"number\":0}\nnot json\n[]\n" + text).Select(record => record.Number).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void With_a_resource_runs_stay_until_the_end_because_others_go_on_from_them()
    {
        var spec = Specs.Halving(30, 1, new() { Asha = new() }) with { History = new() { KeepBest = 1, KeepFailed = 0 } };
        var sketch = new ExperimentSketch(spec);
        sketch.Settle();
        for (var i = 0; i < 20; i++)
        {
            sketch.Finish(sketch.Runs.Values.First(ExperimentSketch.IsActive).Metadata.Name);
            sketch.Settle();
        }

        sketch.Log.ShouldNotContain(line => line.StartsWith("delete", StringComparison.Ordinal));
        sketch.Complete();
        sketch.Runs.Count.ShouldBe(1);
    }
}
