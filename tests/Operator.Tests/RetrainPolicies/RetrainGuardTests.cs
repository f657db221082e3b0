using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;

namespace Modelwright.Operator.Tests.RetrainPolicies;

/// <summary>What holds runs back, and what becomes of what asked.</summary>
public sealed class RetrainGuardTests
{
    private static RetrainSketch With(RetrainGuards guards, params RetrainTrigger[] triggers) =>
        new(RetrainSketch.Spec with { Guards = guards, Triggers = triggers });

    private static void Round(RetrainSketch sketch, string token)
    {
        sketch.Ask(token);
        sketch.Register();
        sketch.Conclude();
    }

    [Fact]
    public void Cooldown_counts_from_the_end_of_the_run_and_what_asked_stays_pending()
    {
        var sketch = With(new() { Cooldown = new("24h") });
        sketch.Ask("1");
        sketch.Pass(TimeSpan.FromHours(10));
        sketch.Register();
        sketch.Conclude();
        sketch.Ask("2");
        sketch.Decisions[0].ShouldBe("Blocked/Cooldown");
        sketch.Condition.Reason.ShouldBe(RetrainReasons.Waiting);
        sketch.Pass(TimeSpan.FromHours(23));
        sketch.Decisions.Count(text => text == "Blocked/Cooldown").ShouldBe(1);
        sketch.Made.Count.ShouldBe(2);
        sketch.Wake.ShouldBe(TimeSpan.FromHours(1));
        sketch.Pass(sketch.Wake!.Value);
        sketch.Made.Count.ShouldBe(3);
    }

    [Fact]
    public void Budget_is_a_window_that_slides()
    {
        var sketch = With(new() { Cooldown = new("0s"), Budget = new() { Runs = 2, Per = new("240h") } });
        Round(sketch, "1");
        sketch.Pass(TimeSpan.FromDays(3));
        Round(sketch, "2");
        sketch.Ask("3");
        sketch.Decisions[0].ShouldBe("Blocked/Budget");
        sketch.Pass(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        sketch.Runs.Count.ShouldBe(2);
        sketch.Pass(TimeSpan.FromSeconds(1));
        sketch.Runs.Count.ShouldBe(3);
    }

    [Fact]
    public void Blackout_holds_a_run_and_says_until_when()
    {
        var blackout = new RetrainBlackout
        {
            Name = "black-friday",
            Start = "2026-03-01T00:00",
            End = "2026-03-02T00:00",
            TimeZone = "Europe/Rome",
        };
        var sketch = With(new() { Blackouts = [blackout] });
        sketch.Ask("1");
        sketch.Condition.Message.ShouldBe("blackout black-friday until 2026-03-01 23:00:00Z");
        sketch.Wake.ShouldBe(TimeSpan.FromHours(11));
        sketch.Pass(sketch.Wake!.Value);
        sketch.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public void Blackout_of_promotions_lets_runs_start_and_candidates_wait()
    {
        var blackout = new RetrainBlackout { Name = "office", Cron = "0 8 * * *", Duration = new("10h") };
        blackout = blackout with { Applies = BlackoutScope.Promotion };
        var sketch = With(new() { Blackouts = [blackout] });
        sketch.Ask("1");
        sketch.Register();
        sketch.Status.Cycle!.Phase.ShouldBe(CyclePhase.Holding);
        sketch.Decisions[0].ShouldBe("Blocked/Blackout");
        sketch.Wake.ShouldBe(TimeSpan.FromHours(6));
        sketch.Pass(sketch.Wake!.Value);
        sketch.Made.ShouldBe(["TrainingRun/keep-0001", "Promotion/keep-0001"]);
    }

    [Fact]
    public void Bad_data_holds_runs_unless_it_is_to_be_ignored_or_a_person_insists()
    {
        var sketch = With(new());
        sketch.BadData = "the newest version of Dataset sales did not pass its check rows";
        sketch.Ask("1");
        (sketch.Condition.Status, sketch.Condition.Reason).ShouldBe(("False", RetrainReasons.DataQuality));
        sketch.Runs.ShouldBeEmpty();
        sketch.Change(spec => spec with { Guards = new() { DataQuality = DataQualityGuard.Ignore } });
        sketch.Settle();
        sketch.Runs.Count.ShouldBe(1);
        var other = With(new());
        other.BadData = sketch.BadData;
        other.Ask("1/force");
        other.Decisions[0].ShouldBe("Started/Forced");
    }

    [Fact]
    public void Force_does_not_go_against_the_budget()
    {
        var sketch = With(new() { Cooldown = new("24h"), Budget = new() { Runs = 1, Per = new("240h") } });
        Round(sketch, "1");
        sketch.Ask("2/force");
        sketch.Decisions[0].ShouldBe("Blocked/Budget");
    }

    [Fact]
    public void Backoff_grows_with_each_failure_and_what_asked_once_asks_again()
    {
        var sketch = With(new() { Cooldown = new("0s"), Backoff = new() { Initial = new("1h"), Max = new("10h"), Factor = 4 } });
        sketch.Ask("1");
        foreach (var hours in new[] { 1, 4, 10, 10 })
        {
            sketch.Fail();
            sketch.Decisions[0].ShouldBe("Blocked/Backoff");
            sketch.Pass(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
            sketch.Status.Cycle.ShouldBeNull();
            sketch.Pass(TimeSpan.FromSeconds(1));
            sketch.Status.Cycle.ShouldNotBeNull();
        }

        sketch.Register();
        sketch.Conclude();
        sketch.Status.ConsecutiveFailures.ShouldBeNull();
        sketch.Status.BackoffUntil.ShouldBeNull();
    }

    [Fact]
    public void Failure_that_another_try_does_not_cure_is_not_tried_again()
    {
        var sketch = With(new());
        sketch.Ask("1");
        sketch.Fail(TrainingRunReasons.DataInvalid, retriable: false);
        sketch.Pass(TimeSpan.FromDays(30));
        sketch.Runs.Count.ShouldBe(1);
        sketch.Decisions[0].ShouldBe("Failed/DataInvalid");
    }

    [Fact]
    public void Coalesce_makes_one_run_of_all_that_came_meanwhile()
    {
        var sketch = With(new() { Cooldown = new("0s") }, new RetrainTrigger { Name = "hourly", Schedule = new() { Cron = "0 * * * *" } });
        sketch.Ask("1");
        sketch.Pass(TimeSpan.FromHours(3));
        sketch.Ask("2");
        sketch.Status.Pending!.Select(item => item.Trigger).ShouldBe(["hourly", "manual"], ignoreOrder: true);
        sketch.Register();
        sketch.Conclude();
        sketch.Runs.Count.ShouldBe(2);
        sketch.Status.Cycle!.Triggers.ShouldBe(["hourly", "manual"]);
    }

    [Fact]
    public void Forbid_skips_what_comes_meanwhile()
    {
        var sketch = With(new() { Cooldown = new("0s"), Concurrency = ConcurrencyPolicy.Forbid });
        sketch.Ask("1");
        sketch.Ask("2");
        sketch.Decisions[0].ShouldBe("Skipped/Forbid");
        sketch.Register();
        sketch.Conclude();
        sketch.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public void Replace_cancels_the_run_and_starts_another_when_it_has_ended()
    {
        var sketch = With(new() { Cooldown = new("0s"), Concurrency = ConcurrencyPolicy.Replace });
        sketch.Ask("1");
        sketch.Ask("2");
        sketch.Runs["keep-0001"].Spec.Cancel.ShouldBe(true);
        sketch.Runs.Count.ShouldBe(1);
        sketch.End("keep-0001", false, TrainingRunReasons.Cancelled, status => status);
        sketch.Settle();
        sketch.Made.ShouldBe(["TrainingRun/keep-0001", "TrainingRun/keep-0002"]);
        sketch.Status.ConsecutiveFailures.ShouldBeNull();
    }

    [Fact]
    public void Signals_pause_after_too_many_rejections_and_people_do_not()
    {
        var sketch = With(new() { Cooldown = new("0s"), MaxConsecutiveRejections = 2 },
            new RetrainTrigger { Name = "drift", Drift = new() });
        sketch.Change(spec => spec with { Gate = new() { Limits = [new() { Metric = "auc", Min = "0.9" }] } });
        sketch.Drift = new(Crds.RetrainPolicies.TriggerState.Firing, sketch.Now, "income drifts");
        sketch.Settle();
        sketch.Register("0.5");
        sketch.PassUntil(sketch.Now.AddHours(1));
        sketch.Register("0.5");
        sketch.PassUntil(sketch.Now.AddDays(30));
        sketch.Runs.Count.ShouldBe(2);
        sketch.Condition.Reason.ShouldBe(RetrainReasons.NeedsAttention);
        sketch.Ask("please");
        sketch.Runs.Count.ShouldBe(3);
        sketch.Register("0.95");
        sketch.Conclude();
        sketch.Condition.Reason.ShouldNotBe(RetrainReasons.NeedsAttention);
    }

    [Fact]
    public void Policy_that_cannot_act_says_why_and_forgets_nothing()
    {
        var sketch = With(new());
        var model = sketch.Model;
        sketch.Model = null;
        sketch.Ask("1");
        sketch.Condition.Reason.ShouldBe(RetrainReasons.ModelNotFound);
        sketch.Model = Sketch.Samples.Model(new() { Source = new() { Version = "v1" } });
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(RetrainReasons.ModelPinned);
        sketch.Model = model;
        sketch.Older = "first";
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(RetrainReasons.Conflict);
        sketch.Older = null;
        sketch.MissingData = "Dataset sales has no version yet";
        sketch.Settle();
        sketch.Condition.Reason.ShouldBe(RetrainReasons.WaitingForData);
        sketch.Runs.ShouldBeEmpty();
        sketch.MissingData = null;
        sketch.Settle();
        sketch.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public void Ended_runs_beyond_the_history_go()
    {
        var sketch = With(new() { Cooldown = new("0s") });
        sketch.Change(spec => spec with { KeptRuns = 2 });
        foreach (var token in new[] { "1", "2", "3", "4" }) Round(sketch, token);
        sketch.Runs.Keys.ShouldBe(["keep-0003", "keep-0004"]);
    }
}
