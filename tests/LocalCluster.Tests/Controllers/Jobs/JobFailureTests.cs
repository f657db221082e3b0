using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Tests.Controllers.Jobs;

public sealed class JobFailureTests : IDisposable
{
    private const string Policy = """
        podFailurePolicy:
            rules:
            - {action: Ignore, onPodConditions: [{type: DisruptionTarget}]}
            - {action: FailJob, onExitCodes: {containerName: main, operator: In, values: [64, 65]} }
            - {action: Count, onExitCodes: {operator: In, values: [75]} }
            - {action: FailJob, onExitCodes: {operator: NotIn, values: [1, 2]} }
        """;

    private readonly JobCluster jobs = new();

    public void Dispose() => jobs.Dispose();

    [Fact]
    public void Failed_pods_are_replaced_ever_later_until_the_limit()
    {
        jobs.Create();
        foreach (var delay in new[] { 10, 20, 40, 80, 160, 320 })
        {
            jobs.End(1);
            jobs.Cluster.Advance(TimeSpan.FromSeconds(delay - 1));
            jobs.Active.ShouldBeEmpty($"before {delay} s");
            jobs.Cluster.Advance(TimeSpan.FromSeconds(1));
            jobs.Active.Count.ShouldBe(1, $"after {delay} s");
        }

        jobs.End(1);
        jobs.Conditions.ShouldBe("FailureTarget/BackoffLimitExceeded Failed/BackoffLimitExceeded");
        jobs.Count("failed").ShouldBe(7);
        jobs.Events.ShouldContain("BackoffLimitExceeded");
        jobs.Cluster.Advance(TimeSpan.FromHours(1));
        jobs.Active.ShouldBeEmpty();
    }

    [Fact]
    public void The_delay_grows_to_six_minutes_and_a_success_starts_it_anew()
    {
        jobs.Create("backoffLimit: 20\n  completions: 2");
        for (var failures = 0; failures < 8; failures++)
        {
            jobs.End(1);
            jobs.Cluster.Advance(TimeSpan.FromMinutes(6));
            jobs.Active.Count.ShouldBe(1, "6 min are the longest delay");
        }

        jobs.End(0);
        jobs.Active.Count.ShouldBe(1, "a success needs no delay");
        jobs.End(1);
        jobs.Cluster.Advance(TimeSpan.FromSeconds(10));
        jobs.Active.Count.ShouldBe(1);
    }

    [Fact]
    public void The_end_of_a_failed_job_waits_for_its_other_pods()
    {
        jobs.Create("backoffLimit: 0\n  completions: 2\n  parallelism: 2");
        var other = jobs.Run(jobs.Active[1]);
        jobs.End(1, jobs.Active.Single(pod => pod.Name() != other.Name()));

        jobs.Conditions.ShouldBe("FailureTarget/BackoffLimitExceeded");
        jobs.Cluster.Api.Get(KnownResources.Pods, "default", other.Name()).ShouldNotBeNull().IsDeleting().ShouldBeTrue();
        jobs.Count("terminating").ShouldBe(1);
        jobs.Gone(other);
        jobs.Conditions.ShouldContain("Failed/BackoffLimitExceeded");
        jobs.Count("failed").ShouldBe(2, "what was still running counts as failed");
    }

    [Fact]
    public void A_job_that_is_active_too_long_fails()
    {
        jobs.Create("activeDeadlineSeconds: 30");
        var pod = jobs.Run();
        jobs.Cluster.Advance(TimeSpan.FromSeconds(29));
        jobs.Conditions.ShouldBe("");
        jobs.Cluster.Advance(TimeSpan.FromSeconds(1));
        jobs.Conditions.ShouldBe("FailureTarget/DeadlineExceeded");

        jobs.Gone(pod);
        jobs.Conditions.ShouldContain("Failed/DeadlineExceeded");
        Conditions.Find(jobs.Job, "Failed")!.Text("message").ShouldBe("Job was active longer than specified deadline");
    }

    [Theory]
    [InlineData(65, "Container main for pod default/{0} failed with exit code 65 matching FailJob rule at index 1")]
    [InlineData(9, "Container main for pod default/{0} failed with exit code 9 matching FailJob rule at index 3")]
    public void An_exit_code_can_fail_the_whole_job_at_once(int code, string message)
    {
        jobs.Create(Policy);
        var pod = jobs.End(code);
        jobs.Conditions.ShouldBe("FailureTarget/PodFailurePolicy Failed/PodFailurePolicy");
        Conditions.Find(jobs.Job, "Failed")!.Text("message").ShouldBe(string.Format(null, message, pod));
        jobs.Count("failed").ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(75)]
    public void Other_exit_codes_count_towards_the_limit(int code)
    {
        jobs.Create(Policy + "\n  backoffLimit: 1");
        jobs.End(code);
        jobs.Conditions.ShouldBe("");
        jobs.Cluster.Advance(TimeSpan.FromSeconds(10));
        jobs.End(code);
        jobs.Conditions.ShouldContain("Failed/BackoffLimitExceeded");
    }

    [Fact]
    public void A_preempted_pod_does_not_count_and_is_replaced_after_the_first_delay()
    {
        jobs.Create(Policy + "\n  backoffLimit: 0");
        for (var preemption = 0; preemption < 3; preemption++)
        {
            jobs.End(143, condition: "DisruptionTarget");
            jobs.Conditions.ShouldBe("");
            jobs.Cluster.Advance(TimeSpan.FromMinutes(6));
            jobs.Active.Count.ShouldBe(1);
        }

        jobs.Count("failed").ShouldBeNull();
        JobCluster.Held(jobs.Cluster.Pods).ShouldBe(1, "those that ended are let go");
    }

    [Fact]
    public void With_a_failure_policy_a_pod_is_judged_only_once_it_has_ended()
    {
        jobs.Create(Policy + "\n  backoffLimit: 0");
        var pod = jobs.Run();
        jobs.Cluster.Api.Delete(KnownResources.Pods, "default", pod.Name());
        jobs.Cluster.Advance(TimeSpan.FromSeconds(60));
        jobs.Conditions.ShouldBe("");
        jobs.Active.ShouldBeEmpty();

        jobs.End(65, pod);
        jobs.Conditions.ShouldContain("FailureTarget/PodFailurePolicy");
    }

    [Fact]
    public void Restarts_inside_a_pod_count_towards_the_limit()
    {
        jobs.Create("backoffLimit: 2", restartPolicy: "OnFailure");
        var pod = jobs.Run();
        void Restarts(int count)
        {
            var statuses = Yaml.Object($"{{l: [{{name: main, image: one, imageID: '', ready: false, restartCount: {count}}}]}}")["l"]!;
            jobs.Cluster.Change(
                KnownResources.Pods, pod.Name(), copy => copy.Ensure("status")["containerStatuses"] = statuses.DeepClone(), "status");
        }

        Restarts(1);
        jobs.Conditions.ShouldBe("");
        Restarts(2);
        jobs.Conditions.ShouldBe("FailureTarget/BackoffLimitExceeded");
    }
}
