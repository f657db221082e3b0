using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.Values;
using Modelwright.Operator.RetrainPolicies.Triggers;

namespace Modelwright.Operator.Tests.RetrainPolicies;

/// <summary>What asks for runs, and what does not.</summary>
public sealed class RetrainTriggerTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static RetrainPolicySpec On(params RetrainTrigger[] triggers) =>
        RetrainSketch.Spec with { Triggers = triggers, Guards = new() { Cooldown = new("0s") } };

    private static RetrainTrigger Weekly(string? deadline = null) => new()
    {
        Name = "weekly",
        Schedule = new() { Cron = "0 3 * * 1", StartingDeadline = deadline is null ? null : new Duration(deadline) },
    };

    private static RetrainSketch Scheduled(string? deadline = null)
    {
        var sketch = new RetrainSketch(On(Weekly(deadline)), Monday);
        sketch.Settle();
        return sketch;
    }

    [Fact]
    public void Schedule_starts_a_run_when_it_is_due_and_wakes_for_it()
    {
        var sketch = Scheduled();
        sketch.Condition.Reason.ShouldBe(RetrainReasons.Watching);
        sketch.Wake.ShouldBe(TimeSpan.FromHours(3));
        sketch.Pass(sketch.Wake!.Value);
        sketch.Made.ShouldBe(["TrainingRun/keep-0001"]);
        var trigger = sketch.Run.Spec.Trigger!;
        (trigger.Kind, trigger.Name).ShouldBe((Crds.TrainingRuns.TriggerKind.RetrainPolicy, "keep"));
        trigger.Reason!.ShouldContain("it was due at 2026-03-02 03:00:00Z");
        sketch.Status.NextScheduleTime.ShouldBe(Monday.AddDays(7).AddHours(3));
    }

    [Fact]
    public void Schedule_that_was_missed_a_hundred_and_fifty_times_is_made_up_for_once()
    {
        var sketch = Scheduled();
        sketch.Pass(TimeSpan.FromDays(7 * 150));
        sketch.Made.ShouldBe(["TrainingRun/keep-0001"]);
        sketch.Status.Triggers!.Single().LastTime.ShouldBe(Monday.AddDays(7 * 149).AddHours(3));
        sketch.Register();
        sketch.Conclude();
        sketch.Pass(TimeSpan.FromDays(1));
        sketch.Made.Count.ShouldBe(3);
    }

    [Fact]
    public void Schedule_that_is_too_late_is_skipped_and_says_so()
    {
        var sketch = Scheduled("1h");
        sketch.Pass(TimeSpan.FromHours(5));
        sketch.Made.ShouldBeEmpty();
        sketch.Decisions.ShouldBe(["Skipped/MissedDeadline"]);
        sketch.Pass(Monday.AddDays(7).AddHours(3) - sketch.Now);
        sketch.Made.Count.ShouldBe(1);
    }

    [Fact]
    public void Schedule_does_not_make_up_for_a_suspension()
    {
        var sketch = Scheduled();
        sketch.Change(spec => spec with { Suspend = true });
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(RetrainReasons.Suspended);
        sketch.Pass(TimeSpan.FromDays(30));
        sketch.Change(spec => spec with { Suspend = null });
        sketch.Settle();
        sketch.Made.ShouldBeEmpty();
        sketch.Pass(TimeSpan.FromDays(7));
        sketch.Made.Count.ShouldBe(1);
    }

    [Fact]
    public void Schedule_is_not_due_again_when_the_clock_goes_backwards()
    {
        var sketch = Scheduled();
        sketch.Pass(TimeSpan.FromHours(3));
        sketch.Register();
        sketch.Conclude();
        sketch.Pass(-TimeSpan.FromMinutes(30));
        sketch.Pass(TimeSpan.FromMinutes(31));
        sketch.Made.ShouldBe(["TrainingRun/keep-0001", "Promotion/keep-0001"]);
    }

    [Fact]
    public void Data_that_changed_starts_a_run_once_and_data_that_the_champion_was_made_from_does_not()
    {
        var sketch = new RetrainSketch(On(new RetrainTrigger { Name = "data", DataChange = new() { Dataset = "sales" } }));
        sketch.Datasets["sales"] = new("sha256:one", 100);
        sketch.AddVersion("fraud-v9", "0.9");
        sketch.Champion = "fraud-v9";
        sketch.Settle();
        sketch.Made.ShouldBeEmpty();
        sketch.Datasets["sales"] = new("sha256:two", 101);
        sketch.Settle();
        sketch.Made.ShouldBe(["TrainingRun/keep-0001"]);
        sketch.Status.Decisions!.Single().Message!.ShouldContain("the version sha256:two after sha256:one");
        sketch.Register();
        sketch.Conclude();
        sketch.Pass(TimeSpan.FromDays(10));
        sketch.Made.Count.ShouldBe(2);
    }

    [Fact]
    public void Data_without_a_champion_starts_the_first_run()
    {
        var sketch = new RetrainSketch(On(new RetrainTrigger { Name = "data", DataChange = new() { Dataset = "sales" } }));
        sketch.Settle();
        sketch.Status.Triggers!.Single().State.ShouldBe(TriggerState.Unknown);
        sketch.Datasets["sales"] = new("sha256:one");
        sketch.Settle();
        sketch.Made.ShouldBe(["TrainingRun/keep-0001"]);
    }

    [Fact]
    public void Data_with_too_few_new_rows_waits_until_there_are_enough_since_the_last_run()
    {
        var change = new DataChangeTrigger { Dataset = "sales", MinNewRows = 50 };
        var sketch = new RetrainSketch(On(new RetrainTrigger { Name = "data", DataChange = change })) { Champion = "fraud-v9" };
        sketch.Datasets["sales"] = new("sha256:one", 100);
        sketch.Settle();
        sketch.Datasets["sales"] = new("sha256:two", 130);
        sketch.Settle();
        sketch.Made.ShouldBeEmpty();
        sketch.Datasets["sales"] = new("sha256:three", 150);
        sketch.Settle();
        sketch.Made.Count.ShouldBe(1);
    }

    [Fact]
    public void Person_asks_once_per_value()
    {
        var sketch = new RetrainSketch(RetrainSketch.Spec);
        sketch.Ask("1");
        sketch.Made.Count.ShouldBe(1);
        sketch.Register();
        sketch.Conclude();
        sketch.Pass(TimeSpan.FromDays(2));
        sketch.Made.Count.ShouldBe(2);
        sketch.Ask("2");
        sketch.Made.Count.ShouldBe(3);
    }

    [Fact]
    public void Drift_starts_a_run_only_once_it_has_lasted()
    {
        var sketch = new RetrainSketch(On(new RetrainTrigger { Name = "drift", Drift = new() { Lasting = new("2h") } }));
        sketch.Settle();
        sketch.Status.Triggers!.Single().State.ShouldBe(TriggerState.Unknown);
        sketch.Drift = new(TriggerState.Firing, sketch.Now, "income drifts");
        sketch.Settle();
        sketch.Wake.ShouldBe(TimeSpan.FromHours(2));
        sketch.Made.ShouldBeEmpty();
        sketch.Pass(TimeSpan.FromHours(2));
        sketch.Made.Count.ShouldBe(1);
        sketch.Run.Spec.Trigger!.Reason.ShouldBe("drift: income drifts");
    }

    [Fact]
    public void Drift_that_is_over_before_a_guard_lets_go_starts_nothing()
    {
        var sketch = new RetrainSketch(On(new RetrainTrigger { Name = "drift", Drift = new() }));
        sketch.BadData = "a feed is broken";
        sketch.Drift = new(TriggerState.Firing, sketch.Now, "income drifts");
        sketch.Settle();
        sketch.Decisions.ShouldBe(["Blocked/DataQuality"]);
        sketch.Drift = new(TriggerState.Idle, sketch.Now, "no drift");
        sketch.BadData = null;
        sketch.Settle();
        sketch.Made.ShouldBeEmpty();
    }

    [Fact]
    public void Signal_of_a_version_that_no_longer_serves_does_not_count()
    {
        var model = Sketch.Samples.Model() with { Status = new() { StableRevision = "fraud-2" } };
        var drift = new Crds.Models.Monitoring.DriftStatus { State = Crds.Models.Monitoring.DriftState.Drift, Revision = "fraud-1" };
        Signals.Of(model, drift)!.State.ShouldBe(TriggerState.Unknown);
        Signals.Of(model, drift with { Revision = "fraud-2" })!.State.ShouldBe(TriggerState.Firing);
        Signals.Of(model, new Crds.Models.Monitoring.PerformanceStatus
        {
            State = Crds.Models.Monitoring.PerformanceState.Degraded,
            Revision = "fraud-2",
        })!.State.ShouldBe(TriggerState.Firing);
    }
}
