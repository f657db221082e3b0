using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Controllers.GarbageCollection;
using Modelwright.LocalCluster.Controllers.Jobs;

namespace Modelwright.LocalCluster.Tests.Controllers.Jobs;

public sealed class JobDeletionTests : IDisposable
{
    private readonly JobCluster jobs = new();

    public void Dispose() => jobs.Dispose();

    [Fact]
    public void In_the_background_the_job_goes_first_and_its_pods_follow()
    {
        jobs.Create("parallelism: 2");
        var running = jobs.Run();
        jobs.Cluster.Api.Delete(KnownResources.Jobs, "default", "job");
        jobs.Cluster.Settle();

        jobs.Find().ShouldBeNull();
        var left = jobs.Cluster.Pods.ShouldHaveSingleItem("one runs and has its grace period");
        left.IsDeleting().ShouldBeTrue();
        JobPods.IsTracked(left).ShouldBeFalse();
        jobs.Gone(running);
        jobs.Cluster.Pods.ShouldBeEmpty();
    }

    [Fact]
    public void In_the_foreground_the_job_goes_last()
    {
        jobs.Create();
        var running = jobs.Run();
        Delete(Finalizers.Foreground);
        jobs.Find().ShouldNotBeNull();
        jobs.Gone(running);

        jobs.Find().ShouldBeNull();
        jobs.Cluster.Pods.ShouldBeEmpty();
    }

    [Fact]
    public void Orphaned_pods_run_on_and_nothing_holds_them()
    {
        jobs.Create();
        jobs.Run();
        Delete(Finalizers.Orphan);

        jobs.Find().ShouldBeNull();
        var pod = jobs.Cluster.Pods.ShouldHaveSingleItem();
        pod.IsDeleting().ShouldBeFalse();
        Owners.Controller(pod).ShouldBeNull();
        JobPods.IsTracked(pod).ShouldBeFalse();
    }

    [Fact]
    public void A_crash_between_noting_an_end_and_counting_it_counts_once()
    {
        jobs.Create("completions: 2");
        var pod = jobs.Active[0];
        // As a controller leaves it that crashed right after it had noted the pod's end: noted, and held or not.
        jobs.Cluster.Api.Mutate(KnownResources.Jobs, "default", "job", job =>
        {
            job.Ensure("status", "uncountedTerminatedPods")["succeeded"] = new System.Text.Json.Nodes.JsonArray(pod.Uid());
            return true;
        }, "status");
        jobs.End(0, pod);
        jobs.Count("succeeded").ShouldBe(1);

        jobs.End(0);
        jobs.Count("succeeded").ShouldBe(2);
        jobs.Conditions.ShouldContain("Complete/");
    }

    private void Delete(string finalizer)
    {
        jobs.Cluster.Api.Mutate(KnownResources.Jobs, "default", "job", job => Finalizers.Add(job, finalizer));
        jobs.Cluster.Api.Delete(KnownResources.Jobs, "default", "job");
        jobs.Cluster.Settle();
    }
}
