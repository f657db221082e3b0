using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Tracking;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Runtime.Planning;
using static Modelwright.Operator.Tests.TrainingRuns.RunSamples;

namespace Modelwright.Operator.Tests.Tracking;

/// <summary>What the plans of TrainingRuns make of tracking.</summary>
public sealed class TrackedRunPlanTests
{
    private static readonly TrackingSettings Server = new() { Server = new("http://mlflow:5000") };

    private static TrainingRunObserved Tracked(TrainingRunObserved seen, TrackingMemory? memory = null) =>
        seen with { TrackingServer = Server, Tracking = memory };

    private static TrackingRecord? Sent(Plan plan) => Called(plan, RecordQueue.EffectName) is { } effect
        ? TrackingRecord.Parse(effect.Argument["record"]!.AsObject()) : null;

    private static TrainingRun EndedRun(TrackingState? state)
    {
        var spec = Plain with { TtlAfterFinished = new("1h") };
        var status = Outcome(spec, Ended(0, """{"metrics":{"auc":0.5}}"""));
        return Run(spec, status with { Tracking = state is null ? null : new() { State = state } });
    }

    [Fact]
    public void Without_a_server_nothing_is_recorded() =>
        Called(TrainingRunPlanner.Plan(See(Run(), Job, RunningPod)), RecordQueue.EffectName).ShouldBeNull();

    [Fact]
    public void Run_is_recorded_from_its_first_pod_on_and_after_its_status_was_written()
    {
        Sent(TrainingRunPlanner.Plan(Tracked(See(Run())))).ShouldBeNull();
        var plan = TrainingRunPlanner.Plan(Tracked(See(Run(), Job, RunningPod)));
        Sent(plan)!.State.ShouldBe(RunState.Running);
        var effects = plan.Effects.ToList();
        effects.FindIndex(effect => effect is PatchStatus).ShouldBeLessThan(
            effects.FindIndex(effect => effect is External { Handler: RecordQueue.EffectName }));
    }

    [Fact]
    public void End_is_recorded_with_lineage_metrics_and_artifacts()
    {
        var spec = Plain with
        {
            Code = new() { Repository = "https://git/x", Revision = "3f1c2" },
            Inputs = [new() { Name = "train", Artifact = new() { Uri = "https://host/a.csv", Digest = Sketch.Samples.Digest('a') } }],
            Objective = new() { Metric = "auc" },
        };
        var first = Status(TrainingRunPlanner.Plan(See(Run(spec))));
        const string Report = """
            {"final":true,"metrics":[["auc","0.9",2]],"series":[[1,"0.5"],[2,"0.9"]],
             "artifacts":[["evaluation.csv","sha256:
            """;
        var report = Report.TrimEnd() + new string('b', 64) + "\",7]]}";
        var pod = Ended(0, null, report) with { ImageId = "busybox@sha256:1" };
        var record = Sent(TrainingRunPlanner.Plan(Tracked(See(Run(spec, first), Finished(true), pod))))!;
        record.State.ShouldBe(RunState.Finished);
        record.EndTime.ShouldBe(Start.AddMinutes(1).ToUnixTimeMilliseconds());
        record.Params.ShouldBe(new Dictionary<string, string> { ["lr"] = "0.1" });
        record.Series.ShouldBe([new("auc", 1, 0.5), new("auc", 2, 0.9)]);
        record.Tags["mlflow.source.git.commit"].ShouldBe("3f1c2");
        record.Tags["mlflow.docker.image.id"].ShouldBe("busybox@sha256:1");
        record.Tags["modelwright.uid"].ShouldBe("0123456789ab-uid");
        record.Tags["modelwright.input.train.digest"].ShouldBe(Sketch.Samples.Digest('a'));
        record.Tags["modelwright.digest.evaluation.csv"].ShouldBe("sha256:" + new string('b', 64));
        record.Tags["modelwright.reason"].ShouldBe("Completed");
        record.Tags["modelwright.attempts"].ShouldBe("1");
    }

    [Theory]
    [InlineData(false, RunState.Failed)]
    [InlineData(true, RunState.Killed)]
    public void Failure_and_cancellation_close_the_record(bool cancelled, RunState state)
    {
        var spec = Plain with { Cancel = cancelled ? true : null };
        Sent(TrainingRunPlanner.Plan(Tracked(See(Run(spec), Finished(false), Ended(1, "no luck")))))!.State.ShouldBe(state);
    }

    [Theory]
    [InlineData(TrackingState.Closed)]
    [InlineData(TrackingState.Abandoned)]
    public void Ended_run_whose_record_is_closed_is_left_alone(TrackingState state) =>
        TrainingRunPlanner.Plan(Tracked(See(EndedRun(state)))).Effects.ShouldBeEmpty();

    [Fact]
    public void Ended_run_that_was_never_recorded_is_recorded_once_there_is_a_server()
    {
        var seen = Tracked(See(EndedRun(null)));
        var record = Sent(TrainingRunPlanner.Plan(seen))!;
        TrainingRunPlanner.Plan(seen with { Tracking = new(null, null, record.Hash) }).Effects.ShouldBeEmpty();
        var closed = new TrainingTracking { RunId = "1", State = TrackingState.Closed };
        Status(TrainingRunPlanner.Plan(seen with { Tracking = new(closed, record.Hash, null) })).Tracking.ShouldBe(closed);
    }

    [Theory]
    [InlineData(TrackingState.Closed, 60, true)]
    [InlineData(TrackingState.Unavailable, 60, false)]
    [InlineData(TrackingState.Unavailable, 69, false)]
    [InlineData(TrackingState.Unavailable, 70, true)]
    public void Run_whose_time_is_over_waits_for_its_record_but_not_for_long(TrackingState state, int minutes, bool goes)
    {
        var run = EndedRun(state);
        var plan = TrainingRunPlanner.Plan(Tracked(See(run)) with { Now = run.Status!.CompletionTime!.Value.AddMinutes(minutes) });
        plan.Effects.OfType<Delete>().Any().ShouldBe(goes);
    }

    [Fact]
    public void Outage_changes_nothing_but_the_tracking_status()
    {
        var memory = new TrackingMemory(new() { State = TrackingState.Unavailable, Message = "no answer" }, null, null);
        var with = Status(TrainingRunPlanner.Plan(Tracked(See(Run(), Job, RunningPod), memory)));
        with.Tracking.ShouldBe(memory.Tracking);
        Succeeded(with).ShouldBe(Succeeded(Status(TrainingRunPlanner.Plan(See(Run(), Job, RunningPod)))));
    }
}
