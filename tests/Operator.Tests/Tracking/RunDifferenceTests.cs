using CsCheck;
using Modelwright.Operator.Tracking;

namespace Modelwright.Operator.Tests.Tracking;

public sealed class RunDifferenceTests
{
    private static readonly Gen<Dictionary<string, string>> Pairs =
        Gen.Dictionary(Gen.Int[0, 400].Select(i => $"key.{i}"), Gen.String[Gen.Char[' ', '\u2fff'], 0, 7000])[0, 150];

    private static readonly Gen<double> Value = Gen.OneOf(Gen.Double[-10, 10], Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity));

    private static readonly Gen<RecordedMetric[]> Metrics =
        Gen.Select(Gen.Int[0, 1500], Gen.Long[0, 9], Value, (key, step, value) => new RecordedMetric($"m{key}", step, value)).Array[0, 1500]
            .Select(all => all.DistinctBy(metric => metric.Key).ToArray());

    private static readonly Gen<TrackingRecord> Record =
        Gen.Select(Pairs, Pairs, Metrics, Gen.Select(Gen.Long[0, 50], Value).Array[0, 128], Gen.Bool,
            (parameters, tags, metrics, series, ended) => Records.Plain with
            {
                Params = parameters,
                Tags = tags,
                Metrics = metrics,
                Series = [.. series.Select(point => new RecordedMetric("auc", point.Item1, point.Item2))],
                State = ended ? RunState.Finished : RunState.Running,
                EndTime = ended ? 5_000 : null,
            });

    private static TrackedRun Apply(TrackedRun run, TrackingRecord record) =>
        RunDifference.Batches(record, run).Aggregate(run, (before, batch) => before.With(batch));

    [Fact]
    public void Batches_any_record_is_within_the_limits_and_complete_after_one_pass() => Record.Sample(record =>
    {
        var batches = RunDifference.Batches(record, Records.Nothing);
        foreach (var batch in batches)
        {
            batch.IsEmpty.ShouldBeFalse();
            batch.Params.Count.ShouldBeLessThanOrEqualTo(100);
            batch.Tags.Count.ShouldBeLessThanOrEqualTo(100);
            (batch.Params.Count + batch.Tags.Count + batch.Metrics.Count).ShouldBeLessThanOrEqualTo(1000);
            batch.ToJson("r", long.MaxValue).ToJsonString().Length.ShouldBeLessThanOrEqualTo(1_000_000);
        }

        var run = Apply(Records.Nothing, record);
        RunDifference.Batches(record, run).ShouldBeEmpty();
        run.Params.Keys.Order().ShouldBe(record.Params.Keys.Order());
        run.Params.Values.ShouldAllBe(value => value.Length <= 6000);
        run.Tags.Values.ShouldAllBe(value => value.Length <= 5000);
    }, iter: 30);

    [Fact]
    public void Batches_a_record_that_grew_sends_only_what_is_new()
    {
        var run = Apply(Records.Nothing, Records.Plain);
        var batch = RunDifference.Batches(Records.Finished, run).ShouldHaveSingleItem();
        batch.Params.ShouldBeEmpty();
        batch.Tags.ShouldBeEmpty();
        batch.Metrics.ShouldBe([new("auc", 3, 0.9), new("loss", 3, 0.1)]);
    }

    [Fact]
    public void Batches_a_parameter_that_somebody_else_wrote_is_left_alone()
    {
        var run = Records.Nothing with { Params = new Dictionary<string, string> { ["lr"] = "0.5" } };
        RunDifference.Batches(Records.Plain, run).Single().Params.ShouldBe([new("depth", "6")]);
    }

    [Fact]
    public void Batches_a_point_of_the_past_that_was_not_sent_is_sent_late()
    {
        var run = Apply(Records.Nothing, Records.Plain);
        var late = Records.Plain with { Series = [new("auc", 1, 0.5), new("auc", 2, 0.7), new("auc", 0, 0.4)] };
        RunDifference.Batches(late, run).Single().Metrics.ShouldBe([new("auc", 0, 0.4)]);
    }

    [Fact]
    public void Batches_the_last_attempt_counts_at_the_end_also_when_an_earlier_one_got_further()
    {
        var run = Apply(Records.Nothing, Records.Plain with { Series = [new("auc", 50, 0.9)], Metrics = [new("auc", 50, 0.9)] });
        var retried = Records.Plain with { Series = [new("auc", 10, 0.6)], Metrics = [new("auc", 10, 0.6)] };
        var during = Apply(run, retried);
        during.Latest["auc"].ShouldBe(new("auc", 50, 0.9));
        Apply(during, retried with { State = RunState.Finished }).Latest["auc"].ShouldBe(new("auc", 50, 0.6));
    }

    [Fact]
    public void Batches_an_infinity_is_not_sent_again_to_a_server_that_keeps_it_as_the_largest_number()
    {
        var record = Records.Plain with { Series = [], Metrics = [new("loss", 1, double.PositiveInfinity)] };
        var run = Apply(Records.Nothing, record);
        RunDifference.Batches(record, run with
        {
            Latest = new Dictionary<string, RecordedMetric> { ["loss"] = new("loss", 1, double.MaxValue) },
        }).ShouldBeEmpty();
    }
}
