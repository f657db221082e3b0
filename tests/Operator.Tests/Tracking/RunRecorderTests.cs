using Modelwright.Operator.Tracking;

namespace Modelwright.Operator.Tests.Tracking;

/// <summary>Recording over HTTP, with everything that can go wrong on the way.</summary>
public sealed class RunRecorderTests : IAsyncLifetime
{
    private PlayedMlflow server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await PlayedMlflow.StartAsync("/tracking");

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    /// <summary>A recorder as a process has it that has just started.</summary>
    private RunRecorder Recorder(TimeSpan? deadline = null) => new(new HttpMlflowClient(
        new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false }), server.Address, new(null, TimeProvider.System),
        TimeProvider.System, deadline));

    private static (long Step, double Value)[] Points(PlayedMlflowRun run, string key) =>
        [.. run.Metrics.Where(metric => metric.Key == key).Select(metric => (metric.Step, metric.Value))];

    [Fact]
    public async Task Record_a_life_is_whole_and_closed()
    {
        var recorder = Recorder();
        var open = await recorder.RecordAsync(Records.Plain, null, Stop);
        server.Requests.ShouldBe(["GET experiments/get-by-name", "POST experiments/create", "POST runs/search", "POST runs/create",
            "POST runs/log-batch"]);
        server.Clear();
        await recorder.RecordAsync(Records.Plain, open.RunId, Stop);
        server.Requests.ShouldBeEmpty();
        var closed = await recorder.RecordAsync(Records.Finished, open.RunId, Stop);
        server.Requests.ShouldBe(["POST runs/log-batch", "POST runs/update"]);

        var run = server.Store.Runs.ShouldHaveSingleItem();
        (run.Id, run.Status, run.StartTime, run.EndTime, run.Name).ShouldBe((closed.RunId, "FINISHED", 1_000L, 9_000L, "fraud-1"));
        run.Params.ShouldBe(Records.Plain.Params, ignoreOrder: true);
        run.Tags["mlflow.user"].ShouldBe("shop");
        Points(run, "auc").ShouldBe([(1, 0.5), (2, 0.7), (3, 0.9)]);
        Points(run, "loss").ShouldBe([(2, 0.3), (3, 0.1)]);
        recorder.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Record_after_a_crash_goes_on_with_the_same_run_and_repeats_nothing(bool idWasWritten)
    {
        var id = (await Recorder().RecordAsync(Records.Plain, null, Stop)).RunId;
        var later = Records.Finished with { MetricTime = 10_000 };
        (await Recorder().RecordAsync(later, idWasWritten ? id : null, Stop)).RunId.ShouldBe(id);
        var run = server.Store.Runs.ShouldHaveSingleItem();
        Points(run, "auc").ShouldBe([(1, 0.5), (2, 0.7), (3, 0.9)]);
        server.Clear();
        await Recorder().RecordAsync(later, id, Stop);
        server.Requests.ShouldBe(["GET runs/get", "GET metrics/get-history"]);
    }

    [Fact]
    public async Task Record_with_any_one_answer_lost_and_a_crash_then_is_one_run_with_each_value_once()
    {
        var survived = 0;
        for (var lost = 0; survived == 0; lost++)
        {
            var (uid, parent) = ($"uid-{lost}", new RecordedParent($"search-{lost}", "search"));
            var records = new[] { Records.Plain, Records.Finished }.Select(record => record with
            {
                Uid = uid,
                Parent = parent,
                Tags = new Dictionary<string, string> { [TrackingRecord.UidTag] = uid }
            });
            server.Next([.. Enumerable.Repeat(MlflowAccident.None, lost), MlflowAccident.LostAnswer]);
            var recorder = Recorder();
            foreach (var record in records)
                try
                {
                    await recorder.RecordAsync(record, null, Stop);
                }
                catch (MlflowException)
                {
                    survived--;
                    recorder = Recorder();
                    await recorder.RecordAsync(record, null, Stop);
                }

            survived++;
            server.Next(null);
            var run = server.Store.Single(uid);
            run.Status.ShouldBe("FINISHED");
            run.Tags["mlflow.parentRunId"].ShouldBe(server.Store.Single(parent.Uid).Id);
            Points(run, "auc").ShouldBe([(1, 0.5), (2, 0.7), (3, 0.9)]);
            Points(run, "loss").ShouldBe([(2, 0.3), (3, 0.1)]);
        }

        // Experiment, search, parent's search and creation, creation, two batches, the end: each of them was lost once.
        server.Store.Experiments.ShouldHaveSingleItem();
        server.Store.Runs.Count.ShouldBeGreaterThanOrEqualTo(2 * 8);
    }

    [Fact]
    public async Task Record_a_long_series_is_read_back_page_by_page()
    {
        var series = Enumerable.Range(0, 20).Select(i => new RecordedMetric("auc", i, i / 20d)).ToList();
        var record = Records.Plain with { Series = series, Metrics = [series[^1]] };
        var id = (await Recorder().RecordAsync(record, null, Stop)).RunId;
        server.Clear();
        await Recorder().RecordAsync(record, id, Stop);
        server.Requests.ShouldBe(["GET runs/get", .. Enumerable.Repeat("GET metrics/get-history", 7)]);
        server.Store.Runs.Single().Metrics.Count.ShouldBe(20);
    }

    [Fact]
    public async Task Record_values_beyond_numbers_arrive()
    {
        var record = Records.Plain with { Series = [], Metrics = [new("a", 0, double.NaN), new("b", 0, double.NegativeInfinity)] };
        var id = (await Recorder().RecordAsync(record, null, Stop)).RunId;
        server.Store.Runs.Single().Metrics.Select(metric => metric.Value).ShouldBe([double.NaN, double.MinValue]);
        server.Clear();
        await Recorder().RecordAsync(record, id, Stop);
        server.Requests.ShouldBe(["GET runs/get"]);
    }

    [Fact]
    public async Task Record_more_than_a_batch_takes_is_split()
    {
        var many = Records.Plain with
        {
            Params = Enumerable.Range(0, 64).ToDictionary(i => $"p{i}", _ => new string('é', 6000)),
            Tags = Enumerable.Range(0, 140).ToDictionary(i => $"t{i}", _ => new string('"', 9000)),
        };
        await Recorder().RecordAsync(many, null, Stop);
        var run = server.Store.Runs.Single();
        (run.Params.Count, run.Tags.Count(tag => tag.Key[0] == 't')).ShouldBe((64, 140));
        run.Tags["t0"].Length.ShouldBe(5000);
    }

    [Fact]
    public async Task Record_of_two_runs_with_one_uid_goes_on_with_the_first_and_closes_the_other()
    {
        await Recorder().RecordAsync(Records.Plain, null, Stop);
        var first = server.Store.Runs.Single();
        // The request of a process that is long gone arrives now.
        server.Store.Answer("POST runs/create", new()
        {
            ["experiment_id"] = first.ExperimentId,
            ["run_name"] = "fraud-1",
            ["start_time"] = 1_000L,
            ["tags"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject
            {
                ["key"] = TrackingRecord.UidTag,
                ["value"] = Records.Uid,
            }),
        }, 0);
        (await Recorder().RecordAsync(Records.Finished, null, Stop)).RunId.ShouldBe(first.Id);
        server.Store.Runs.Select(run => run.Status).ShouldBe(["FINISHED", "KILLED"]);
        server.Store.Runs[1].Tags["modelwright.duplicateOf"].ShouldBe(first.Id);
    }

    [Fact]
    public async Task Record_of_a_run_that_the_server_lost_is_made_anew()
    {
        var id = (await Recorder().RecordAsync(Records.Plain, null, Stop)).RunId;
        server.Store.Runs.Clear();
        server.Store.Experiments.Clear();
        (await Recorder().RecordAsync(Records.Finished, id, Stop)).RunId.ShouldNotBe(id);
        server.Store.Runs.Single().Status.ShouldBe("FINISHED");
    }

    [Fact]
    public async Task Record_of_a_run_or_experiment_that_was_deleted_there_says_so()
    {
        var id = (await Recorder().RecordAsync(Records.Plain, null, Stop)).RunId;
        server.Store.Runs.Single().Deleted = true;
        var error = await Should.ThrowAsync<MlflowException>(Recorder().RecordAsync(Records.Finished, id, Stop));
        (error.Fault, error.Message.Contains("was deleted on the server", StringComparison.Ordinal)).ShouldBe((MlflowFault.Refused, true));
        server.Store.Experiments["modelwright/shop"] = ("1", true);
        error = await Should.ThrowAsync<MlflowException>(Recorder().RecordAsync(Records.Finished, null, Stop));
        (error.Fault, error.Message.Contains("--mlflow-experiment", StringComparison.Ordinal)).ShouldBe((MlflowFault.Denied, true));
    }

    [Fact]
    public async Task Record_of_an_end_whose_content_is_refused_is_closed_all_the_same()
    {
        var recorder = Recorder();
        await recorder.RecordAsync(Records.Plain, null, Stop);
        var refused = Records.Finished with { Tags = new Dictionary<string, string> { ["not/../allowed"] = "x" } };
        (await Should.ThrowAsync<MlflowException>(recorder.RecordAsync(refused, null, Stop))).Fault.ShouldBe(MlflowFault.Refused);
        server.Store.Runs.Single().Status.ShouldBe("FINISHED");
    }

    [Fact]
    public async Task Record_failures_say_whose_they_are()
    {
        async Task<MlflowException> FailAsync(MlflowAccident accident)
        {
            // The deadline is short only where nothing answers before it: elsewhere it would be a race.
            server.Next(accident);
            var recorder = Recorder(accident == MlflowAccident.Silence ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromMinutes(1));
            return await Should.ThrowAsync<MlflowException>(recorder.RecordAsync(Records.Plain, null, Stop));
        }

        var error = await FailAsync(MlflowAccident.Internal);
        (error.Fault, error.Message).ShouldBe((MlflowFault.Unavailable, "answered 500 INTERNAL_ERROR database is locked"));
        error = await FailAsync(MlflowAccident.TooMany("17"));
        (error.Fault, error.RetryAfter).ShouldBe((MlflowFault.Unavailable, TimeSpan.FromSeconds(17)));
        (await FailAsync(MlflowAccident.Silence)).Message.ShouldBe("no answer within 0.3 s");
        (await FailAsync(new(MlflowAccidentKind.Status, 302, "", "Location", "https://login/"))).Message.ShouldContain("redirects");
        (await FailAsync(new(MlflowAccidentKind.Status, 200, "<html>"))).Message.ShouldContain("is it an MLflow server?");
        (await FailAsync(new(MlflowAccidentKind.Status, 404, "<html>"))).Message.ShouldContain("is it an MLflow server?");
        (await FailAsync(new(MlflowAccidentKind.Status, 403, "Permission denied"))).Fault.ShouldBe(MlflowFault.Denied);
        await server.DisposeAsync();
        (await Should.ThrowAsync<MlflowException>(Recorder().RecordAsync(Records.Plain, null, Stop))).Fault
            .ShouldBe(MlflowFault.Unavailable);
    }
}
