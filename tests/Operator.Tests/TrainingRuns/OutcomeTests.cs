using Modelwright.Crds.TrainingRuns;
using static Modelwright.Operator.Tests.TrainingRuns.RunSamples;

namespace Modelwright.Operator.Tests.TrainingRuns;

/// <summary>How a Job's end is read.</summary>
public sealed class OutcomeTests
{
    private static readonly TrainingRunSpec Judged = Plain with { RequiredMetrics = ["auc"] };

    [Theory]
    [InlineData(64, "False", "Infeasible")]
    [InlineData(65, "False", "DataInvalid")]
    [InlineData(78, "False", "Infeasible")]
    [InlineData(7, "False", "Infeasible")]
    [InlineData(75, "False", "UserError")]
    [InlineData(80, "True", "Pruned")]
    [InlineData(1, "False", "UserError")]
    [InlineData(137, "False", "UserError")]
    [InlineData(139, "False", "UserError")]
    public void Exit_code_becomes_a_reason(int code, string succeeded, string reason)
    {
        var status = Outcome(Plain with { InfeasibleExitCodes = [7] }, Ended(code, "first\nsecond"));
        Succeeded(status).ShouldBe((succeeded, reason));
        status.CompletionTime.ShouldBe(Start.AddMinutes(1));
        if (succeeded == "True")
        {
            status.Failure.ShouldBeNull();
            return;
        }

        status.Failure!.ExitCode.ShouldBe(code);
        status.Failure.Message.ShouldNotBeNull().ShouldContain("first\nsecond");
        status.Conditions!.Single().Message.ShouldContain("first second");
        status.Failure.Retriable.ShouldBe(code == 75);
    }

    [Fact]
    public void Killed_for_memory_says_so() =>
        Succeeded(Outcome(Plain, Ended(137, reason: "OOMKilled"))).ShouldBe(("False", TrainingRunReasons.OOMKilled));

    [Fact]
    public void Words_of_the_failure_file_win_over_the_log()
    {
        var report = """{"failure":{"reason":"UserError","message":"column age is missing"}}""";
        Outcome(Plain, Ended(1, "Traceback …", report)).Failure!.Message.ShouldNotBeNull().ShouldEndWith("column age is missing");
    }

    [Theory]
    [InlineData(null, "ContractViolation", "no report")]
    [InlineData("nonsense", "ContractViolation", "nonsense")]
    [InlineData("""{"metrics":[]}""", "MetricsMissing", "found: none")]
    [InlineData("""{"metrics":[["loss",0.2,1]]}""", "MetricsMissing", "found: loss")]
    [InlineData("""{"metrics":[],"warnings":["metrics.jsonl line 1 is not JSON"]}""", "MetricsInvalid", "line 1 is not JSON")]
    [InlineData("""{"metrics":[["auc","NaN",1]]}""", "MetricsInvalid", "auc is NaN")]
    [InlineData("""{"metrics":[["auc","-Infinity",1]]}""", "MetricsInvalid", "auc is -Infinity")]
    [InlineData("""{"metrics":[["auc","0.9",1]],"failure":{"reason":"OutputTooLarge","message":"2 GiB"}}""", "OutputTooLarge", "2 GiB")]
    [InlineData("""{"metrics":[["auc","0.9",1]],"failure":{"reason":"UploadFailed","message":"403"}}""", "UploadFailed", "403")]
    [InlineData("""{"metrics":[["auc","0.9",1]],"failure":{"reason":"Surprise","message":"?"}}""", "ContractViolation", "?")]
    public void Success_that_left_something_else_than_agreed_is_a_failure(string? report, string reason, string words)
    {
        var status = Outcome(Judged, Ended(0, report: report));
        Succeeded(status).ShouldBe(("False", reason));
        status.Failure!.Message.ShouldNotBeNull().ShouldContain(words);
        status.Failure.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Objective_is_required_as_well() =>
        Succeeded(Outcome(Plain with { Objective = new() { Metric = "auc" } }, Ended(0)))
            .ShouldBe(("False", TrainingRunReasons.MetricsMissing));

    [Fact]
    public void A_thousand_metrics_leave_room_for_those_that_count()
    {
        var metrics = string.Join(',', Enumerable.Range(0, 1000).Select(i => i == 777 ? """["auc",0.9,1]""" : $"""["m{i}",{i},1]"""));
        var status = Outcome(Judged, Ended(0, report: $$"""{"metrics":[{{metrics}}]}"""));
        Succeeded(status).ShouldBe(("True", TrainingRunReasons.Completed));
        status.Metrics!.Count.ShouldBe(TrainingLimits.MaxMetrics);
        status.Metrics[0].Name.ShouldBe("auc");
    }

    [Fact]
    public void Failed_container_without_an_agent_is_quoted_from_its_termination_message() =>
        Outcome(Plain with { Agent = AgentMode.None }, Ended(65, """{"reason":"DataInvalid","message":"row 7 has no label"}""", null))
            .Failure!.Message.ShouldBe("the container ended with exit code 65: row 7 has no label");

    [Fact]
    public void Metrics_of_the_agent_win_over_the_termination_message()
    {
        var status = Outcome(Judged, Ended(0, """{"metrics":{"auc":0.1,"loss":0.3}}""", """{"metrics":[["auc",0.9,7]]}"""));
        status.Metrics!.Select(metric => (metric.Name, metric.Value, metric.Step)).ShouldBe([("auc", "0.9", 7), ("loss", "0.3", null)]);
    }

    [Fact]
    public void Without_an_agent_the_termination_message_says_it_all()
    {
        var spec = Judged with { Agent = AgentMode.None };
        Succeeded(Outcome(spec, Ended(0, """{"metrics":{"auc":0.9}}""", null))).ShouldBe(("True", TrainingRunReasons.Completed));
        Succeeded(Outcome(spec, Ended(0, null, null))).ShouldBe(("False", TrainingRunReasons.MetricsMissing));
        Succeeded(Outcome(spec, Ended(0, "auc=0.9", null))).ShouldBe(("False", TrainingRunReasons.MetricsInvalid));
        Succeeded(Outcome(spec with { Model = "fraud" }, Ended(0, """{"metrics":{"auc":0.9}}""", null)))
            .ShouldBe(("False", TrainingRunReasons.ModelMissing));
    }

    [Fact]
    public void Input_that_could_not_be_fetched_is_named()
    {
        var pod = Pod with
        {
            Phase = "Failed",
            Inputs = new(1, "Error", """{"reason":"NotFound","message":"no file","input":"train"}""",
            Start)
        };
        var status = Outcome(Plain, pod);
        Succeeded(status).ShouldBe(("False", TrainingRunReasons.InputUnavailable));
        status.Failure!.Message.ShouldBe("input train could not be fetched: NotFound: no file");
        status.Failure.Retriable.ShouldBe(false);
    }

    [Fact]
    public void Pod_evicted_for_its_output_says_so()
    {
        var pod = Pod with
        {
            Phase = "Failed",
            Reason = "Evicted",
            Message = "Usage of EmptyDir volume \"output\" exceeds the limit \"1Gi\"."
        };
        Succeeded(Outcome(Plain, pod)).ShouldBe(("False", TrainingRunReasons.OutputTooLarge));
    }

    [Fact]
    public void Deadline_of_the_Job_becomes_the_runs()
    {
        var run = Run(Plain with { Timeout = new("2h") });
        var plan = Operator.TrainingRuns.TrainingRunPlanner.Plan(See(run, Finished(false, "DeadlineExceeded")));
        Succeeded(plan).ShouldBe(("False", TrainingRunReasons.DeadlineExceeded));
    }

    [Fact]
    public void End_of_a_Job_whose_pod_is_not_seen_yet_is_waited_for_but_not_for_ever()
    {
        var seen = See(Run(), Finished(true), RunningPod) with { Now = Start.AddMinutes(1) };
        var plan = Operator.TrainingRuns.TrainingRunPlanner.Plan(seen);
        Succeeded(plan).Status.ShouldBe("Unknown");
        plan.WakeAfter.ShouldBe(TimeSpan.FromMinutes(10));
        Succeeded(Operator.TrainingRuns.TrainingRunPlanner.Plan(seen with { Now = Start.AddMinutes(11) }))
            .ShouldBe(("False", TrainingRunReasons.ContractViolation));
    }

    [Fact]
    public void Earlier_pod_does_not_speak_for_the_last_one_whose_end_is_not_seen_yet()
    {
        var (first, last) = (Ended(1), RunningPod with { Name = "fraud-1-b", Uid = "uid-pod-b" });
        var seen = See(Run(), Finished(false), first, last) with { Now = Start.AddMinutes(1) };
        Succeeded(Operator.TrainingRuns.TrainingRunPlanner.Plan(seen)).Status.ShouldBe("Unknown");
        var ended = Ended(65) with { Name = last.Name, Uid = last.Uid };
        Succeeded(Operator.TrainingRuns.TrainingRunPlanner.Plan(See(Run(), Finished(false), first, ended)))
            .ShouldBe(("False", TrainingRunReasons.DataInvalid));
    }

    [Fact]
    public void Digests_that_the_pod_found_are_part_of_the_lineage()
    {
        var digest = Sketch.Samples.Digest('c');
        var spec = Plain with { Inputs = [new() { Name = "train", Artifact = new() { Uri = "s3://data/x.csv" } }] };
        var lineage = new TrainingLineage { Inputs = [new() { Name = "train", Uri = "s3://data/x.csv" }] };
        var message = $$"""{"inputs":[{"name":"train","digest":"{{digest}}","bytes":12}]}""";
        var status = Outcome(spec, Ended(0) with { Inputs = new(0, null, message, Start) }, new() { Lineage = lineage });
        (status.Lineage!.Inputs![0].Digest, status.Lineage.Inputs[0].Bytes).ShouldBe((digest, 12));
    }
}
