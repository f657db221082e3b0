using k8s.Models;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Operator.TrainingRuns;
using Modelwright.Operator.TrainingRuns.Agents;
using Modelwright.Runtime.Planning;
using static Modelwright.Operator.Tests.TrainingRuns.RunSamples;

namespace Modelwright.Operator.Tests.TrainingRuns;

public sealed class TrainingRunPlannerTests
{
    private static Plan Plan(TrainingRunObserved seen) => TrainingRunPlanner.Plan(seen);

    private static AgentMemory Memory(DateTimeOffset asked, TrainingReport? report = null, DateTimeOffset? news = null,
        bool stopped = false) =>
        new("uid-pod", asked, report, news, stopped, null);

    [Fact]
    public void Lineage_is_written_before_the_Job_is_made()
    {
        var plan = Plan(See(Run()));
        plan.Effects.Where(effect => effect is not Emit).Select(effect => effect is Apply apply ? apply.Type.Kind : effect.GetType().Name)
            .ShouldBe([nameof(PatchStatus), "ServiceAccount", "PersistentVolumeClaim", "Job"]);
        var lineage = Status(plan).Lineage!;
        lineage.OperatorVersion.ShouldBe("1.2.3");
        lineage.Seed.ShouldNotBeNull();
        lineage.ParametersDigest.ShouldBe("sha256:5cea698233d4dcddea19de95f03d23a3bcaf0e491eccdf761a6a0e3fb4dc19e7");
        Succeeded(plan).ShouldBe(("Unknown", TrainingRunReasons.Starting));
    }

    [Fact]
    public void What_exists_is_not_made_again()
    {
        var plan = Plan(See(Run()) with { AccountExists = true, Claims = new HashSet<string> { "models" } });
        plan.Effects.OfType<Apply>().Single().Type.Kind.ShouldBe("Job");
    }

    [Fact]
    public void Seed_and_inputs_stay_as_they_were_pinned()
    {
        var spec = Plain with { Inputs = [new() { Name = "train", Dataset = new() { Name = "fraud" } }] };
        var waiting = Plan(See(Run(spec)));
        Succeeded(waiting).ShouldBe(("Unknown", TrainingRunReasons.Pending));
        Applied(waiting, "Job").ShouldBeNull();

        DatasetVersionFact Version(char digit) => new(Samples.Digest(digit), $"pvc://data/{digit}/", 10, 3);
        var seen = See(Run(spec)) with { Datasets = new Dictionary<string, DatasetVersionFact> { ["train"] = Version('a') } };
        var first = Status(Plan(seen));
        first.Lineage!.Inputs!.Single().Digest.ShouldBe(Samples.Digest('a'));
        var again = Plan(seen with
        {
            Run = Run(spec, first),
            Datasets = new Dictionary<string, DatasetVersionFact> { ["train"] = Version('b') },
        });
        Status(again).Lineage!.Inputs!.Single().Digest.ShouldBe(Samples.Digest('a'));
        Status(again).Lineage!.Seed.ShouldBe(first.Lineage.Seed);
        Applied(again, "Job")!.Body.ToJsonString().ShouldContain(Samples.Digest('a'));
    }

    [Theory]
    [InlineData(false, null, "input train: Dataset fraud has no version that passed its checks yet")]
    [InlineData(true, null, "input train: there is no Dataset fraud in this namespace; it is waited for: create it")]
    [InlineData(false, 'a', "input train: Dataset fraud has no version sha256:aaaa")]
    [InlineData(true, 'a', "input train: there is no Dataset fraud in this namespace; it is waited for: create it")]
    public void Missing_data_is_named_with_what_is_missing_of_it(bool absent, char? version, string words)
    {
        var input = new DatasetVersionReference { Name = "fraud", Version = version is { } digit ? Samples.Digest(digit) : null };
        var spec = Plain with { Inputs = [new() { Name = "train", Dataset = input }] };
        var plan = Plan(See(Run(spec)) with { AbsentDatasets = new HashSet<string>(absent ? ["fraud"] : []) });
        Status(plan).Conditions!.Single().Message.ShouldStartWith(words);
        Succeeded(plan).ShouldBe(("Unknown", TrainingRunReasons.Pending));
    }

    [Fact]
    public void Checkpoints_have_a_volume_that_another_run_can_go_on_from()
    {
        var plan = Plan(See(Run(Plain with { Checkpoints = new() { Size = new("5Gi") } })));
        Status(plan).CheckpointClaim.ShouldBe("fraud-1-checkpoint");
        plan.Effects.OfType<Apply>().Count(apply => apply.Type.Kind == "PersistentVolumeClaim").ShouldBe(2);
        var resumed = Run(Plain with { ResumeFrom = "fraud-0" });
        Succeeded(Plan(See(resumed))).ShouldBe(("False", TrainingRunReasons.InputUnavailable));
        var goesOn = Plan(See(resumed) with { ResumedClaim = "fraud-0-checkpoint" });
        Status(goesOn).CheckpointClaim.ShouldBe("fraud-0-checkpoint");
        Applied(goesOn, "Job")!.Body.ToJsonString().ShouldContain("\"fraud-0-checkpoint\"");
    }

    public static TheoryData<TrainingRunSpec, string> Invalid => new()
    {
        { Plain with { Parameters = new Dictionary<string, string> { ["a.b"] = "1", ["a-b"] = "2" } },
            "'a-b' and 'a.b' become the same variable" },
        { Plain with { Container = new() { Image = "x", Env = [new() { Name = "MODELWRIGHT_SEED" }] } }, "is set by the operator" },
        { Plain with { Inputs = [new() { Name = "x", Artifact = new() { Uri = "https://169.254.169.254/x" } }] }, "the URI is refused" },
        { Plain with { Output = new() { Uri = "file:///models" } }, "spec.output.uri is refused" },
        { Plain with { Container = new() { Image = "" } }, "spec.container.image" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Run_that_cannot_be_carried_out_says_why_and_makes_nothing(TrainingRunSpec spec, string words)
    {
        var plan = Plan(See(Run(spec)));
        Succeeded(plan).ShouldBe(("False", TrainingRunReasons.InvalidSpec));
        Status(plan).Failure!.Message.ShouldNotBeNull().ShouldContain(words);
        plan.Effects.OfType<Apply>().ShouldBeEmpty();
    }

    [Fact]
    public void Model_without_a_place_for_it_is_refused()
    {
        var seen = See(Run(Plain with { Model = "fraud" })) with { Training = Training with { ArtifactStore = null } };
        Status(Plan(seen)).Failure!.Message.ShouldNotBeNull().ShouldContain("--artifact-store");
    }

    [Fact]
    public void Running_agent_is_asked_at_intervals_and_an_unchanged_report_changes_nothing()
    {
        var first = Plan(See(Run(), Job, RunningPod));
        Succeeded(first).ShouldBe(("Unknown", TrainingRunReasons.Running));
        Called(first, AgentCaller.EffectName)!.Argument["address"]!.GetValue<string>().ShouldBe("10.0.0.7");
        var status = Status(first);
        var soon = See(Run(status: status), Job, RunningPod) with { Agent = Memory(Start), Now = Start.AddSeconds(4) };
        Called(Plan(soon), AgentCaller.EffectName).ShouldBeNull();
        Plan(soon).WakeAfter.ShouldBe(TimeSpan.FromSeconds(6));
        var later = soon with { Now = Start.AddSeconds(10) };
        Called(Plan(later), AgentCaller.EffectName).ShouldNotBeNull();
        System.Text.Json.JsonSerializer.Serialize(Status(Plan(later)), Crds.CrdJson.Options)
            .ShouldBe(System.Text.Json.JsonSerializer.Serialize(status, Crds.CrdJson.Options));
    }

    [Fact]
    public void News_are_shown_with_their_time()
    {
        var report = new TrainingReport { Progress = new() { Percent = 42 }, Metrics = [new() { Name = "auc", Value = "0.5", Step = 1 }] };
        var seen = See(Run(), Job, RunningPod) with { Agent = Memory(Start, report, Start.AddSeconds(-3)) };
        var status = Status(Plan(seen));
        (status.Progress!.Percent, status.Progress.LastReportTime).ShouldBe((42, Start.AddSeconds(-3)));
        status.Metrics!.Single().Value.ShouldBe("0.5");
        Status(Plan(seen with { Run = Run(status: status), Agent = null })).Progress!.Percent.ShouldBe(42);
    }

    [Fact]
    public void Silence_beyond_the_deadline_is_stalled_and_then_the_Job_goes()
    {
        var run = Run(Plain with { ProgressDeadline = new("30m") });
        var seen = See(run, Job, RunningPod) with { Now = Start.AddMinutes(29), Agent = Memory(Start.AddMinutes(29)) };
        Succeeded(Plan(seen)).ShouldBe(("Unknown", TrainingRunReasons.Running));
        var late = Plan(seen with { Now = Start.AddMinutes(30) });
        Succeeded(late).ShouldBe(("False", TrainingRunReasons.Stalled));
        var after = Plan(seen with { Run = Run(run.Spec, Status(late)) });
        after.Effects.ShouldBe([new Delete(Runtime.Api.ResourceType.Of<V1Job>(), new("shop", "fraud-1"), "uid-job")]);
    }

    [Theory]
    [InlineData("ImagePullBackOff", TrainingRunReasons.ImagePull)]
    [InlineData("Unschedulable", TrainingRunReasons.Unschedulable)]
    public void Pod_that_does_not_start_in_time_fails_the_run(string hindrance, string reason)
    {
        var run = Run(Plain with { StartDeadline = new("1h") });
        var seen = See(run, Job, Pod with { Hindrance = new(hindrance, "words", true) });
        Succeeded(Plan(seen)).ShouldBe(("Unknown", TrainingRunReasons.Starting));
        Plan(seen).WakeAfter.ShouldBe(TimeSpan.FromHours(1));
        Succeeded(Plan(seen with { Now = Start.AddHours(1) })).ShouldBe(("False", reason));
    }

    [Fact]
    public void Suspension_keeps_the_Job_and_resumption_takes_it_up_again()
    {
        var run = Run(Plain with { Suspend = true });
        Applied(Plan(See(run)), "Job").ShouldBeNull();
        var plan = Plan(See(run, Job, RunningPod));
        Called(plan, JobSuspender.EffectName)!.Argument["suspend"]!.GetValue<bool>().ShouldBeTrue();
        Status(plan).StartTime.ShouldBeNull();
        var rest = Plan(See(run, Job with { Suspended = true, StartTime = null }));
        Called(rest, JobSuspender.EffectName).ShouldBeNull();
        Succeeded(rest).ShouldBe(("Unknown", TrainingRunReasons.Suspended));
        var resumed = Plan(See(Run(), Job with { Suspended = true, StartTime = null }));
        Called(resumed, JobSuspender.EffectName)!.Argument["suspend"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public void Job_in_a_queue_is_Kueues_to_start()
    {
        var queued = Plain with { Queue = "team-a" };
        var plan = Plan(See(Run(queued), Job with { Suspended = true, StartTime = null }));
        Succeeded(plan).ShouldBe(("Unknown", TrainingRunReasons.Queued));
        plan.Effects.OfType<External>().ShouldBeEmpty();
        Plan(See(Run(queued with { Suspend = true }), Job)).Effects.OfType<Delete>().Single().Uid.ShouldBe("uid-job");
    }

    [Fact]
    public void Cancelled_container_is_asked_to_finish_and_ended_after_the_grace()
    {
        var run = Run(Plain with { Cancel = true });
        var asks = Plan(See(run, Job, RunningPod));
        Called(asks, AgentCaller.EffectName)!.Argument["stop"]!.GetValue<string>().ShouldBe("cancelled");
        asks.Effects.OfType<Delete>().ShouldBeEmpty();
        Status(asks).StopTime.ShouldBe(Start);
        run = Run(run.Spec, Status(asks));
        var waits = Plan(See(run, Job, RunningPod) with { Agent = Memory(Start, stopped: true) });
        waits.Effects.OfType<External>().ShouldBeEmpty();
        waits.WakeAfter.ShouldBe(Training.StopGrace);
        var ends = Plan(See(run, Job, RunningPod) with { Now = Start + Training.StopGrace });
        ends.Effects.OfType<Delete>().Single().Uid.ShouldBe("uid-job");
        Succeeded(ends).Status.ShouldBe("Unknown");
        Succeeded(Plan(See(run))).ShouldBe(("False", TrainingRunReasons.Cancelled));
        Succeeded(Plan(See(run, Finished(true), Ended(0)))).ShouldBe(("False", TrainingRunReasons.Cancelled));
    }

    [Fact]
    public void Cancelled_run_that_has_not_begun_to_train_is_ended_at_once() =>
        Plan(See(Run(Plain with { Cancel = true }), Job, Pod)).Effects.OfType<Delete>().Single().Uid.ShouldBe("uid-job");

    [Fact]
    public void Lost_pods_are_counted_once_however_often_they_are_seen_and_after_they_are_gone()
    {
        var lost = RunningPod with { Phase = "Failed", Training = false, Disrupted = true };
        var second = RunningPod with { Name = "fraud-1-b", Uid = "uid-b" };
        var status = Status(Plan(See(Run(), Job, lost)));
        status = Status(Plan(See(Run(status: status), Job, lost, second)));
        status = Status(Plan(See(Run(status: status), Job, second)));
        (status.Attempts, status.Preemptions).ShouldBe((2, 1));
        status.Pods!.Select(pod => pod.Outcome).ShouldBe([PodOutcome.Preempted, null]);
        status = Status(Plan(See(Run(Plain with { Suspend = true }, status), Job with { Suspended = true })));
        status.Pods!.Select(pod => pod.Outcome).ShouldBe([PodOutcome.Preempted, PodOutcome.Deleted]);
        (status.Attempts, status.Preemptions).ShouldBe((2, 1));
    }

    [Fact]
    public void Ended_run_is_left_alone_until_its_time_to_live_is_over()
    {
        var spec = Plain with { TtlAfterFinished = new("1h") };
        var status = Outcome(spec, Ended(0));
        var seen = See(Run(spec, status), Finished(true)) with { Now = Start.AddMinutes(31) };
        Plan(seen).Effects.ShouldBeEmpty();
        Plan(seen).WakeAfter.ShouldBe(TimeSpan.FromMinutes(30));
        Plan(seen with { Now = Start.AddMinutes(61) }).Effects.OfType<Delete>().Single().Type.Kind.ShouldBe("TrainingRun");
        Plan(See(Run(Plain, status), Finished(true))).WakeAfter.ShouldBeNull();
    }

    [Fact]
    public void Refusal_of_the_API_server_is_shown_and_tried_again()
    {
        var refused = TrainingRunPlanner.Refused(See(Run()), "quota exceeded");
        Succeeded(refused).ShouldBe(("Unknown", TrainingRunReasons.ResourceRefused));
        Applied(Plan(See(Run(status: Status(refused)))), "Job").ShouldNotBeNull();
    }
}
