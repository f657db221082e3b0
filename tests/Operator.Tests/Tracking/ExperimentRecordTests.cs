using Modelwright.Crds.Experiments;
using Modelwright.Operator.Tests.Experiments;
using Modelwright.Operator.Tracking;
using Searches = Modelwright.Operator.Tests.Experiments.Specs;

namespace Modelwright.Operator.Tests.Tracking;

public sealed class ExperimentRecordTests
{
    private static readonly TrackingSettings Server = new() { Server = new("http://mlflow:5000") };

    [Fact]
    public void Experiment_that_has_not_begun_is_scheduled_without_a_metric()
    {
        var sketch = new ExperimentSketch(Searches.Random(3));
        var record = Of(sketch);
        (record.State, record.EndTime, record.Metrics.Count).ShouldBe((RunState.Scheduled, null, 0));
        (record.Name, record.Experiment, record.Kind).ShouldBe(("search", "modelwright/ml", "Experiment"));
        record.Tags["modelwright.objective"].ShouldBe("loss");
        record.Tags.ContainsKey("modelwright.best").ShouldBeFalse();
    }

    [Fact]
    public void Best_value_stands_at_the_number_of_runs_that_ended_well()
    {
        var sketch = new ExperimentSketch(Searches.Random(3));
        sketch.Settle();
        sketch.Finish("search-0001");
        sketch.Settle();
        var record = Of(sketch);
        record.State.ShouldBe(RunState.Running);
        record.EndTime.ShouldBeNull();
        var metric = record.Metrics.ShouldHaveSingleItem();
        (metric.Key, metric.Step).ShouldBe(("loss", 1));
        record.Tags["modelwright.best"].ShouldBe("search-0001");
    }

    [Fact]
    public void Experiment_that_has_ended_is_closed_with_its_reason_and_at_its_time()
    {
        var sketch = new ExperimentSketch(Searches.Random(3));
        sketch.Complete();
        var record = Of(sketch);
        record.State.ShouldBe(RunState.Finished);
        record.EndTime.ShouldBe(sketch.Status.CompletionTime!.Value.ToUnixTimeMilliseconds());
        record.MetricTime.ShouldBe(record.EndTime!.Value);
        record.Tags["modelwright.reason"].ShouldBe(ExperimentReasons.MaxRunsReached);
        record.Metrics.ShouldHaveSingleItem().Step.ShouldBe(3);
    }

    private static TrackingRecord Of(ExperimentSketch sketch) =>
        ExperimentRecord.Of(sketch.Experiment, sketch.Status, Server, sketch.Now);
}
