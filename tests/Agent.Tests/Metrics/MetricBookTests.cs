using Modelwright.Agent.Metrics;
using Modelwright.Agent.Training;

namespace Modelwright.Agent.Tests.Metrics;

public sealed class MetricBookTests
{
    private readonly Warnings _warnings = new();

    [Fact]
    public void Last_value_by_step_counts_and_of_one_step_the_later()
    {
        var book = Book();
        foreach (var (step, value) in new (long?, double)[] { (5, 0.5), (3, 0.3), (5, 0.6), (null, 0.7) })
            book.Add(new MetricPoint("auc", step, value));

        book.Last().ShouldBe([new MetricPoint("auc", 6, 0.7)]);
        book.Points.ShouldBe(4);
    }

    [Fact]
    public void Add_100_000_names_keeps_the_first_and_the_objective()
    {
        var book = Book();
        for (var i = 0; i < 100_000; i++) book.Add(new MetricPoint($"m{i}", 1, i));
        book.Add(new MetricPoint("auc", 1, 0.9));

        book.Last().Count.ShouldBe(1001);
        book.Last()[0].Name.ShouldBe("auc");
        _warnings.All().ShouldHaveSingleItem().ShouldContain("more than 1000 metrics; 'm1000'");
    }

    [Fact]
    public void Last_has_a_place_for_every_metric_that_the_run_is_judged_by()
    {
        var book = Book("f1", "recall", "auc");
        for (var i = 0; i < 2000; i++) book.Add(new MetricPoint($"m{i}", 1, i));
        foreach (var name in new[] { "recall", "auc", "f1" }) book.Add(new MetricPoint(name, 1, 0.9));

        book.Last().Count.ShouldBe(1003);
        book.Last().Take(4).Select(metric => metric.Name).ShouldBe(["auc", "recall", "f1", "m0"]);
        book.Judged.ShouldBe(3);
    }

    [Fact]
    public void Series_is_the_objectives()
    {
        var book = Book();
        book.Add(new MetricPoint("loss", 1, 2));
        book.Add(new MetricPoint("auc", 1, 0.5));
        book.Add(new MetricPoint("auc", 2, double.NaN));

        book.Series().ShouldBe([new SeriesPoint(1, 0.5), new SeriesPoint(2, double.NaN)]);
    }

    private MetricBook Book(params string[] required) => new(new TrainingTask
    {
        Run = "run",
        Uid = "u",
        Namespace = "ns",
        Objective = new TaskObjective { Metric = "auc", Direction = "Maximize" },
        RequiredMetrics = required,
    }, new Random(1), _warnings);
}
