using Modelwright.LocalCluster.Controllers;

namespace Modelwright.LocalCluster.Tests.Controllers.Jobs;

public sealed class JobTests : IDisposable
{
    private readonly JobCluster jobs = new();

    public void Dispose() => jobs.Dispose();

    [Fact]
    public void A_job_makes_its_pod_counts_it_and_completes()
    {
        jobs.Create();
        var pod = jobs.Active.ShouldHaveSingleItem();
        pod.Name().ShouldStartWith("job-");
        var labels = pod.TextMap("metadata", "labels");
        labels["batch.kubernetes.io/job-name"].ShouldBe("job");
        labels["job-name"].ShouldBe("job");
        labels["batch.kubernetes.io/controller-uid"].ShouldBe(jobs.Job.Uid());
        Owners.IsControlledBy(pod, jobs.Job).ShouldBeTrue();
        jobs.Count("active").ShouldBe(1);
        jobs.Count("ready").ShouldBe(0);
        jobs.Job.Text("status", "startTime").ShouldNotBeNull();

        jobs.Run();
        jobs.Cluster.Time.Advance(TimeSpan.FromMinutes(1));
        jobs.End(0);

        jobs.Conditions.ShouldBe("SuccessCriteriaMet/CompletionsReached Complete/CompletionsReached");
        jobs.Count("succeeded").ShouldBe(1);
        jobs.Count("active").ShouldBeNull();
        jobs.Job.Time("status", "completionTime").ShouldBe(jobs.Job.Time("status", "startTime") + TimeSpan.FromMinutes(1));
        jobs.Job.Map("status", "uncountedTerminatedPods").ShouldNotBeNull().Count.ShouldBe(0);
        jobs.Events.ShouldBe(["SuccessfulCreate", "Completed"], ignoreOrder: true);
        JobCluster.Held(jobs.Cluster.Pods).ShouldBe(0);
    }

    [Fact]
    public void Never_more_pods_than_parallelism_nor_than_completions_that_are_missing()
    {
        jobs.Create("completions: 5\n  parallelism: 2");
        for (var done = 0; done < 5; done++)
        {
            jobs.Active.Count.ShouldBe(Math.Min(2, 5 - done));
            jobs.End(0);
        }

        jobs.Conditions.ShouldContain("Complete/");
        jobs.Count("succeeded").ShouldBe(5);
        jobs.Cluster.Pods.Count.ShouldBe(5);
    }

    [Fact]
    public void Without_completions_one_success_is_enough_and_the_others_may_finish()
    {
        jobs.Create("parallelism: 3");
        jobs.Active.Count.ShouldBe(3);
        jobs.End(0);
        jobs.Active.Count.ShouldBe(2);
        jobs.Conditions.ShouldBe("");

        jobs.End(0);
        jobs.End(1);
        jobs.Conditions.ShouldContain("Complete/");
        jobs.Count("failed").ShouldBe(1);
    }

    [Fact]
    public void More_parallelism_adds_pods_and_less_withdraws_some_uncounted()
    {
        jobs.Create("completions: 4\n  parallelism: 1");
        jobs.Set("parallelism", 3);
        jobs.Active.Count.ShouldBe(3);
        var kept = jobs.Run(jobs.Active[1]);
        jobs.Set("parallelism", 1);

        jobs.Active.ShouldHaveSingleItem().Name().ShouldBe(kept.Name());
        jobs.Count("failed").ShouldBeNull();
    }

    [Fact]
    public void A_pod_that_is_deleted_is_counted_as_failed_and_replaced()
    {
        jobs.Create();
        jobs.Cluster.Api.Delete(KnownResources.Pods, "default", jobs.Active[0].Name());
        jobs.Cluster.Advance(TimeSpan.FromSeconds(10));

        jobs.Count("failed").ShouldBe(1);
        jobs.Active.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("TerminatingOrFailed", 1)]
    [InlineData("Failed", 0)]
    public void The_replacement_policy_says_whether_a_terminating_pod_is_replaced(string policy, int replacements)
    {
        jobs.Create($"podReplacementPolicy: {policy}");
        var pod = jobs.Run();
        jobs.Cluster.Api.Delete(KnownResources.Pods, "default", pod.Name());
        jobs.Cluster.Advance(TimeSpan.FromSeconds(10));
        jobs.Active.Count.ShouldBe(replacements);
        jobs.Count("terminating").ShouldBe(1);

        jobs.End(143, pod);
        jobs.Gone(pod);
        jobs.Cluster.Advance(TimeSpan.FromSeconds(10));
        jobs.Active.Count.ShouldBe(1);
        jobs.Count("failed").ShouldBe(1);
        jobs.Count("terminating").ShouldBe(0);
    }

    [Fact]
    public void Suspension_takes_the_pods_away_and_resumption_starts_the_clock_anew()
    {
        jobs.Create("activeDeadlineSeconds: 100");
        var pod = jobs.Run();
        jobs.Cluster.Advance(TimeSpan.FromSeconds(90));
        jobs.Set("suspend", true);
        jobs.Active.ShouldBeEmpty();
        jobs.Gone(pod);
        jobs.Conditions.ShouldBe("Suspended/JobSuspended");
        jobs.Count("failed").ShouldBeNull();

        jobs.Cluster.Advance(TimeSpan.FromHours(1));
        jobs.Set("suspend", false);
        jobs.Conditions.ShouldBe("!Suspended");
        jobs.Job.Time("status", "startTime").ShouldBe(jobs.Cluster.Time.GetUtcNow());
        jobs.Active.Count.ShouldBe(1);
        jobs.Events.ShouldContain("Suspended");
        jobs.Events.ShouldContain("Resumed");

        jobs.Cluster.Advance(TimeSpan.FromSeconds(99));
        jobs.Active.Count.ShouldBe(1);
        jobs.Cluster.Advance(TimeSpan.FromSeconds(1));
        jobs.Conditions.ShouldContain("Failed/DeadlineExceeded");
    }

    [Fact]
    public void A_job_made_suspended_has_neither_pods_nor_a_start()
    {
        jobs.Create("suspend: true");
        jobs.Active.ShouldBeEmpty();
        jobs.Job.Text("status", "startTime").ShouldBeNull();
        jobs.Conditions.ShouldBe("Suspended/JobSuspended");

        jobs.Set("suspend", false);
        jobs.Active.Count.ShouldBe(1);
    }

    [Fact]
    public void A_job_of_another_controller_is_left_alone()
    {
        jobs.Create("managedBy: kueue.x-k8s.io/multikueue");
        jobs.Cluster.Pods.ShouldBeEmpty();
        jobs.Job.At("status", "startTime").ShouldBeNull();
    }

    [Fact]
    public void A_refused_pod_is_told_and_tried_again()
    {
        jobs.Create(metadata: "finalizers: [Bad Name]");
        jobs.Active.ShouldBeEmpty();
        jobs.Count("active").ShouldBeNull();
        jobs.Events.ShouldBe(["FailedCreate"]);

        var refusals = jobs.Cluster.Api.List(KnownResources.Events, "default").Count;
        jobs.Cluster.Advance(TimeSpan.FromSeconds(5));
        jobs.Cluster.Api.List(KnownResources.Events, "default").Count.ShouldBe(refusals + 1, "each names the pod that was refused");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_job_is_deleted_when_its_time_after_the_end_is_over(bool fails)
    {
        jobs.Create("ttlSecondsAfterFinished: 60\n  backoffLimit: 0");
        jobs.End(fails ? 1 : 0);
        jobs.Cluster.Advance(TimeSpan.FromSeconds(59));
        jobs.Find().ShouldNotBeNull();
        jobs.Cluster.Advance(TimeSpan.FromSeconds(1));

        jobs.Find().ShouldBeNull();
        jobs.Cluster.Pods.ShouldBeEmpty();
    }
}
