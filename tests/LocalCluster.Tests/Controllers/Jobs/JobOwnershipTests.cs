using Modelwright.LocalCluster.Controllers;
using Modelwright.LocalCluster.Controllers.Jobs;

namespace Modelwright.LocalCluster.Tests.Controllers.Jobs;

public sealed class JobOwnershipTests : IDisposable
{
    private readonly JobCluster jobs = new();

    public void Dispose() => jobs.Dispose();

    [Fact]
    public void A_pod_that_lost_its_owner_is_taken_back()
    {
        jobs.Create();
        var pod = jobs.Active[0];
        jobs.Cluster.Change(KnownResources.Pods, pod.Name(), copy => copy.Map("metadata")!.Remove("ownerReferences"));

        jobs.Active.ShouldHaveSingleItem().Name().ShouldBe(pod.Name());
        Owners.IsControlledBy(jobs.Active[0], jobs.Job).ShouldBeTrue();
        jobs.End(0);
        jobs.Count("succeeded").ShouldBe(1);
    }

    [Fact]
    public void A_pod_whose_labels_no_longer_match_is_let_go_and_replaced()
    {
        jobs.Create();
        var pod = jobs.Active[0];
        jobs.Cluster.Change(KnownResources.Pods, pod.Name(),
            copy => copy.Ensure("metadata", "labels").Remove("batch.kubernetes.io/controller-uid"));

        jobs.Active.Count.ShouldBe(2);
        var freed = jobs.Active.Single(active => active.Name() == pod.Name());
        Owners.Controller(freed).ShouldBeNull();
        JobPods.IsTracked(freed).ShouldBeFalse();
    }

    [Fact]
    public void Several_jobs_in_a_namespace_keep_their_pods_apart()
    {
        jobs.Create();
        jobs.Cluster.Create(KnownResources.Jobs, """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: other, namespace: default}
            spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: one}]} } }
            """);
        jobs.End(0, jobs.Active.Single(pod => pod.Name().StartsWith("other-", StringComparison.Ordinal)));

        jobs.Conditions.ShouldBe("");
        Conditions.IsTrue(jobs.Cluster.Api.Get(KnownResources.Jobs, "default", "other")!, "Complete").ShouldBeTrue();
    }

    [Fact]
    public void A_new_job_under_the_name_of_one_that_is_gone_counts_only_its_own_pods()
    {
        jobs.Create();
        jobs.Run();
        jobs.Cluster.Api.Delete(KnownResources.Jobs, "default", "job");
        jobs.Create();

        jobs.Active.Count.ShouldBe(1);
        jobs.End(1, jobs.Cluster.Pods.Single(pod => pod.IsDeleting()));
        jobs.Count("failed").ShouldBeNull();
    }
}
